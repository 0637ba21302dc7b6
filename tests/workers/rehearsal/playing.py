"""Playing a rehearsal by its command, and killing one of its parts."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.processes import ROOT
from tests.support.waiting import until
from workers.rehearsal.memory import family

SMALL = ("--units=4", "--files=2", "--jurors=3", "--seed=5")


def rehearse(*words: str) -> tuple[int, dict[str, Any]]:
    """Its exit code and its figures, run without any setting of an installation."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "rehearse", "--workers=2", *words],
        env={"PATH": os.environ["PATH"]}, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return ran.returncode, json.loads(ran.stdout.splitlines()[-1])


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


def killed(process: subprocess.Popen[str], words: str) -> None:
    until(partial(part, process.pid, words), seconds=300, what=words, step=0.2)
    found = part(process.pid, words)
    assert found is not None
    os.kill(found, signal.SIGKILL)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _ = process.communicate()
    figures: dict[str, Any] = json.loads(said.splitlines()[-1])
    return figures
