"""Signs of life, for container health checks; it loads nothing of the project and costs little.

    python -m workers.alive relay 60                     the relay came round within 60 seconds
    python -m workers.alive http://127.0.0.1:8000/healthz       the web server says it is well

A process shows that it lives by touching a file; its age tells the rest.
"""

import os
import sys
import time
import urllib.request
from pathlib import Path

WAIT_SECONDS = 4


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


def answers(url: str) -> bool:
    """Whether the web server finds its database, asked under a name that it goes by."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def main(words: list[str]) -> int:
    """Return 0 when alive, 1 when not, as health checks count."""
    alive = answers(words[0]) if "://" in words[0] else shown(words[0], within=float(words[1]))
    return 0 if alive else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
