"""Evidence stores in trouble, real ones: a disk without space, one that does not answer."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

AWAY = "file:///proc/no-such-store"
SILENT = "s3://bukti?endpoint=http://127.0.0.1:1&region=id"


@contextmanager
def full_disk(folder: Path) -> Iterator[str]:
    """The URL of a store on a file system of 64 kB."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode != 0:
        pytest.skip("this machine lets us mount nothing")
    try:
        yield f"file://{folder}"
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
