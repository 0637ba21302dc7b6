"""Doing long works in the test itself, as the worker would, and a kind to ask for."""

from collections.abc import Iterator
from contextlib import contextmanager

from record.domain import jobs, long_works
from record.domain.long_works import Does, Kind
from record.enums import JobState
from record.models import LongWork
from workers.tasks import do

KIND = "test.work"


def done(work: LongWork) -> LongWork:
    """Run the work as a worker would and return the row as it is then."""
    job = jobs.claim(work.job_id, owner="the test's worker")
    assert job is not None
    do(job)
    return LongWork.objects.select_related("job").get(pk=work.pk)


def do_waiting() -> LongWork:
    """Do every long work that waits, oldest first, and return the last."""
    waiting = LongWork.objects.filter(job__state=JobState.QUEUED).order_by("created_at")
    return [done(work) for work in list(waiting)][-1]


@contextmanager
def known(does: Does, *, for_whom: set[object] | None = None, name: str = KIND) -> Iterator[None]:
    """Register a kind for a while; for everybody, or for the people in the set `for_whom`."""

    def may(work: LongWork) -> bool:
        return for_whom is None or work.asked_by in for_whom

    long_works._kinds[name] = Kind("Pekerjaan contoh", may, does)
    try:
        yield
    finally:
        del long_works._kinds[name]
