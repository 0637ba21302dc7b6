"""The checks from the shell: `python -m workers.checks --help` says which."""

import sys

from workers.checks.shell import main

sys.exit(main(sys.argv[1:]))
