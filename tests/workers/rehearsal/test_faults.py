"""A rehearsal whose player dies ends with a word; test_rehearse.py kills the worker of one."""

import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.support.waiting import until
from tests.workers.rehearsal.playing import ended, killed, part

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


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
