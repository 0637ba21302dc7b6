"""The checks from the shell: `python -m workers.checks FILE… [--json]`, or `compare A B [--json]`."""

import sys

from workers.checks.shell import main

sys.exit(main(sys.argv[1:]))
