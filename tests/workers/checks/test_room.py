"""The child's limit counts addresses, not pages in use: a library may take it all by being loaded."""

import subprocess
import sys
from pathlib import Path

from workers.checks.sandbox import _ENVIRONMENT, Bounds

ROOT = Path(__file__).parents[3]
_SIZE = (
    "import sys; sys.path.insert(0, {root!r}); import workers.checks.battery; "
    "print(open('/proc/self/statm').read().split()[0])"
)


def test_the_loaded_parsers_leave_two_fifths_of_the_limit() -> None:
    command = [sys.executable, "-I", "-c", _SIZE.format(root=str(ROOT))]
    ended = subprocess.run(command, env=_ENVIRONMENT, capture_output=True, text=True, check=True)
    assert int(ended.stdout) * 4_096 < 0.6 * Bounds().memory
