"""`python -m ishoj_cli` is `ishoj`."""

import sys

from ishoj_cli.main import main

sys.exit(main())
