"""Papers, certificates and report cards are made once, whichever run of a job comes to its end."""

import pytest
from django.utils import timezone

from jury.models import Certificate, Paper, ReportCard
from record.domain import jobs
from record.enums import JobState
from record.errors import LostLease
from record.models import Job, LedgerEntry
from tests.jury.worlds import Jury
from workers import tasks

pytestmark = pytest.mark.django_db
OF_A_DECISION = ("render_certificate", "render_letter", "render_report_card")


def claimed(job: Job, owner: str) -> Job:
    run = jobs.claim(job.pk, owner=owner)
    assert run is not None
    return run


def made() -> int:
    with_bytes = Certificate.objects.exclude(blob=None)
    return with_bytes.count() + Paper.objects.count() + ReportCard.objects.count()


def test_a_run_that_was_replaced_makes_nothing_and_its_successor_does() -> None:
    Jury().published()
    found = Job.objects.filter(kind__in=OF_A_DECISION)
    assert found.count() == len(OF_A_DECISION)
    for job in found:
        before = made()
        late = claimed(job, "late")
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now())
        quick = claimed(job, "quick")
        with pytest.raises(LostLease):
            tasks.HANDLERS[job.kind](late)
        assert made() == before
        tasks.do(quick)
        assert made() == before + 1
        assert quick.state == JobState.DONE
    assert not LedgerEntry.objects.filter(kind="job_failed").exists()
