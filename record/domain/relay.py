"""Handing job rows to the broker: done by a background process, never by the web.

A row is marked first, committed, and published after that. So no database transaction waits for
the broker (a frozen one would stop every writer on SQLite), and two relays never publish the same
row. What is marked but was not published, because the relay died between the two, is handed over
again by the sweep.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from record.enums import JobState
from record.models import Job
from record.models.job import TURN

IN_FLIGHT = 200


def dispatch(
    publish: Callable[[Job], None], *, limit: int = 100, in_flight: int = IN_FLIGHT
) -> int:
    """Publish up to `limit` waiting jobs, oldest first, and return how many were.

    One that was put back takes its turn by when it may be tried again: if it kept its old place,
    those that fail again and again would be tried before anybody else's.

    At most `in_flight` jobs of one queue are with the broker and not started: a long backlog stays
    in the database, where its order can be seen, and the sweep never floods the broker with it.
    If `publish` raises, the jobs that were not published go back to waiting and the error goes on.
    """
    marked = _mark(limit=limit, in_flight=in_flight)
    for done, job in enumerate(marked):
        try:
            publish(job)
        except Exception:
            _unmark(marked[done:])
            raise
    return len(marked)


def ready() -> QuerySet[Job]:
    """The jobs that may be handed over now."""
    now = timezone.now()
    waiting = Job.objects.filter(state=JobState.QUEUED, dispatched_at=None)
    return waiting.filter(Q(not_before=None) | Q(not_before__lte=now))


def _mark(*, limit: int, in_flight: int) -> list[Job]:
    now = timezone.now()
    with transaction.atomic():
        under_way = dict(
            Job.objects.filter(state=JobState.QUEUED, dispatched_at__isnull=False)
            .order_by("queue")
            .values_list("queue")
            .annotate(Count("pk"))
        )
        waiting = ready()
        marked: list[Job] = []
        for queue in waiting.order_by("queue").values_list("queue", flat=True).distinct():
            room = min(in_flight - under_way.get(queue, 0), limit - len(marked))
            if room > 0:
                marked += (
                    waiting.filter(queue=queue)
                    .order_by(TURN, "created_at", "id")
                    .select_for_update(no_key=True, skip_locked=True)[:room]
                )
        _set_dispatched(marked, now)
    return marked


def _unmark(jobs: list[Job]) -> None:
    Job.objects.filter(
        pk__in=[job.pk for job in jobs], state=JobState.QUEUED, dispatched_at__isnull=False
    ).update(dispatched_at=None)


def _set_dispatched(jobs: list[Job], at: datetime) -> None:
    Job.objects.filter(pk__in=[job.pk for job in jobs]).update(dispatched_at=at)
    for job in jobs:
        job.dispatched_at = at
