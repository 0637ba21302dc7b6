"""Kinds of jobs that misbehave, for the workers of a test."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings

from record.domain.long_works import File, Run, register
from record.domain.work import recorded
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


LONG_FILE, LONG_LATE = "test.long_file", "test.long_late"


def _long_file(run: Run) -> File:
    """Take as many seconds as asked for and say so each tenth of one."""
    tenths = int(run.work.params["seconds"] * 10)
    for tenth in range(tenths):
        run.progress(tenth, tenths)
        time.sleep(0.1)
    return File("a.txt", "text/plain", [b"selesai"])


def _long_late(run: Run) -> None:
    """Hang the first time; then write one event and end in one transaction."""
    _note(run.work.job)
    if runs(run.work.job) == 1:
        time.sleep(60)
    with recorded(actor="system") as work:
        work.event("counted", subject="application:1")
        run.end()


for _name, _does in ((LONG_FILE, _long_file), (LONG_LATE, _long_late)):
    register(_name, title=_name, may=lambda _work: True, do=_does)
HANDLERS.update({"test_slow": _slow, "test_killer": _killer, "test_quick": _note})
