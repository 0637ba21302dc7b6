"""A rehearsal that is being played, to do it harm."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.processes import ROOT
from tests.workers.rehearsal.playing import SMALL


@pytest.fixture
def home() -> Iterator[Path]:
    """Where it makes its folder. Directly below /tmp: a socket's path may have 107 bytes only."""
    made = Path(tempfile.mkdtemp(prefix="p2ham-t-", dir="/tmp"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def running(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A small rehearsal, with leases so short that what a crash leaves is found soon."""
    env = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(home),
        # A job is told to end after two thirds of it: a check on a busy machine takes its time.
        "JOB_LEASE_SECONDS": "60",
        "SWEEP_SECONDS": "2",
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "rehearse", "--workers=1", *SMALL],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process
        process.kill()
