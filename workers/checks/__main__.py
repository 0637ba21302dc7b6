"""`python -m workers.checks FILE… [--json]`: the checks from the shell."""

import sys

from workers.checks.shell import main

sys.exit(main(sys.argv[1:]))
