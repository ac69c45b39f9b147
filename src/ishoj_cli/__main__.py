"""`python -m ishoj_cli` is `ishoj`."""

import os
import sys

# `python -m` puts the current folder first in sys.path, where a file could shadow a library.
if not sys.flags.safe_path and sys.path[0] != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):
    del sys.path[0]

from ishoj_cli.main import main

sys.exit(main())
