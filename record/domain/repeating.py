"""Doing once more what was given up: an operator's act, once the reason is gone."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from record.domain.work import recorded
from record.enums import JobState
from record.models import Job
from record.rules import SYSTEM

GIVEN_UP = (JobState.FAILED, JobState.POISON)


def given_up(kinds: Iterable[str]) -> QuerySet[Job]:
    """The jobs of these kinds that were given up, those that have lain longest first."""
    jobs = Job.objects.filter(kind__in=list(kinds), state__in=GIVEN_UP)
    return jobs.order_by("finished_at", "pk")


def repeat(job_id: UUID) -> bool:
    """Put the job back as if it had never run, and return whether it was still given up.

    Only for a kind that nobody asks for anew and that writes once however often it is done. What
    was told when it was given up is not taken back.
    """
    with recorded(actor=SYSTEM) as work:
        rows = Job.objects.select_for_update(no_key=True)
        job = rows.filter(pk=job_id, state__in=GIVEN_UP).first()
        if job is None:
            return False
        job.state, job.finished_at, job.not_before = JobState.QUEUED, None, None
        job.owner, job.lease_until, job.dispatched_at = "", None, None
        job.retries = job.tries = job.crashes = 0
        job.save()
        facts = {"kind": job.kind, "subject": job.subject, "version": job.version}
        work.event("job_repeated", subject=f"job:{job.pk}", facts=facts)
    return True
