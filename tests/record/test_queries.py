from datetime import timedelta

import pytest
from django.utils import timezone

from record.domain.work import recorded
from record.models import Job
from record.queries.jobs import before, jobs_about
from record.queries.ledger import entries_about

pytestmark = pytest.mark.django_db


def test_the_jobs_about_a_subject_and_their_place_among_some() -> None:
    now = timezone.now()
    for number in range(3):
        at = now + timedelta(seconds=number)
        Job.objects.create(kind="test_work", subject=str(number), created_at=at)
    Job.objects.create(kind="test_work", subject="2", version="2", queue="forensics")
    Job.objects.create(kind="other_work", subject="2", created_at=now + timedelta(hours=1))
    assert jobs_about("2").count() == 3
    last = jobs_about("2", kind="test_work").get(queue="default")
    assert before(last, among=["0", "1", "2"]) == 2
    assert before(last, among=["1"]) == 1, "what is about others is not counted"
    assert before(last, among=[]) == 0
    assert before(jobs_about("0").get(), among=["0", "1", "2"]) == 0


def test_the_entries_about_subjects_in_their_order() -> None:
    for subject in ("application:1", "application:2", "unit:1", "application:1"):
        with recorded(actor="system") as work:
            work.event("counted", subject=subject)
    found = entries_about("application:1", "unit:1")
    assert [entry.seq for entry in found] == [1, 3, 4]
