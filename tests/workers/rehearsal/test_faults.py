"""A rehearsal whose parts die: the worker is started again, without the player it ends with a word."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ROOT
from tests.support.waiting import until
from workers.rehearsal.memory import family

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


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
        "JOB_LEASE_SECONDS": "30",
        "SWEEP_SECONDS": "2",
    }
    words = ["rehearse", "--units=3", "--files=4", "--workers=1"]
    with subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def part(parent: int, words: str) -> int | None:
    """The first process below that one whose command has these words, if there is one."""
    for pid in family(parent):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if pid != parent and words in command:
            return pid
    return None


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _ = process.communicate()
    figures: dict[str, Any] = json.loads(said.splitlines()[-1])
    return figures


def killed(process: subprocess.Popen[str], words: str) -> None:
    until(partial(part, process.pid, words), seconds=300, what=words, step=0.2)
    found = part(process.pid, words)
    assert found is not None
    os.kill(found, signal.SIGKILL)


def test_a_worker_that_is_killed_is_started_again_and_everything_holds(
    running: subprocess.Popen[str], home: Path
) -> None:
    killed(running, "workers.checks")
    killed(running, "workers.rehearsal.app")
    figures = ended(running)
    assert running.returncode == 0, figures
    assert figures["restarts_of_parts"] >= 1
    assert set(figures["jobs"]) == {"done"}
    assert not list(home.glob("p2ham-gladi-*"))


def test_a_play_that_breaks_off_is_told_and_leaves_nothing_behind(
    running: subprocess.Popen[str], home: Path
) -> None:
    until(partial(part, running.pid, "rehearsal.player"), seconds=300, what="the player", step=0.2)
    others = [part(running.pid, words) for words in ("valkey", "rehearsal.app", "relaying")]
    killed(running, "rehearsal.player")
    figures = ended(running)
    assert running.returncode == 1
    assert figures["invariants"] == {"played_to_the_end": False}
    assert "failed" in figures
    assert None not in others
    assert not any(Path(f"/proc/{pid}").exists() for pid in others)
    assert list(home.iterdir()) == []
