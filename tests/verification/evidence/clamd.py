"""A real clamd that knows given bytes as malware."""

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


@contextmanager
def clamd_that_knows(data: bytes, folder: Path) -> Iterator[str]:
    """The address of a scanner to which exactly these bytes are malware."""
    if CLAMD is None:
        pytest.skip("clamd is not installed")
    database = folder / "db"
    database.mkdir()
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    (database / "uji.hdb").write_text(f"{digest}:{len(data)}:Uji.Berbahaya\n")
    address, config = folder / "s", folder / "clamd.conf"
    config.write_text(
        f"DatabaseDirectory {database}\nLocalSocket {address}\nForeground yes\n"
        "AlertExceedsMax yes\nLogFile /dev/null\n"
    )
    process = subprocess.Popen(
        [CLAMD, f"--config-file={config}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, address)
        yield f"unix://{address}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], address: Path) -> None:
    deadline = time.monotonic() + 60
    while not address.exists():
        assert process.poll() is None, "clamd did not start"
        assert time.monotonic() < deadline, "clamd took too long"
        time.sleep(0.05)
