"""A process's sign of life: a file whose age tells when it last came round.

    python -m workers.alive relay 60

ends with 0 if the relay gave a sign within 60 seconds. For container health checks.
"""

import os
import sys
import time
from pathlib import Path


def file_of(name: str) -> Path:
    return Path(os.environ.get("P2HAM_VAR", "var")) / f"{name}.alive"


def show(name: str) -> None:
    """Say that the process called `name` is at work now."""
    file_of(name).touch()


def shown(name: str, *, within: float) -> bool:
    """Whether it gave a sign in the last `within` seconds."""
    try:
        return time.time() - file_of(name).stat().st_mtime < within
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if shown(sys.argv[1], within=float(sys.argv[2])) else 1)
