"""`python -m ishoj_cli` is `ishoj`."""

import os
import sys

# Python looks for libraries in the current folder first, where a file may happen to have the name of one.
if not sys.flags.safe_path and sys.path[0] != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):
    del sys.path[0]

from ishoj_cli.main import main

sys.exit(main())
