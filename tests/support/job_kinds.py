"""Kinds of jobs that misbehave, for the workers of a test."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings

from record.models import Job
from workers.tasks import HANDLERS


def runs(job: Job, var: Path | None = None) -> int:
    """How often a run of the job began."""
    file = (var or settings.VAR) / f"runs-{job.pk}"
    return len(file.read_text().splitlines()) if file.exists() else 0


def _note(job: Job) -> None:
    with (settings.VAR / f"runs-{job.pk}").open("a") as file:
        file.write(f"{os.getpid()}\n")


def _slow(job: Job) -> None:
    """Take as many seconds as the subject begins with, the first time; then none."""
    _note(job)
    if runs(job) == 1:
        time.sleep(float(job.subject.split()[0]))


def _killer(job: Job) -> None:
    """End the process that runs it, as a hostile file might through a parser's fault."""
    _note(job)
    os.kill(os.getpid(), signal.SIGKILL)


HANDLERS.update({"test_slow": _slow, "test_killer": _killer, "test_quick": _note})
