from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from directory.domain.passwords import request_reset, set_password
from record.models import Job, LedgerEntry
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def test_five_minutes_of_asking_send_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()
    begun = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    for minutes in (0, 1, 4):
        asked = begun + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda asked=asked: asked)
        request_reset(person=person)
    job = Job.objects.get()
    assert (job.kind, job.subject) == ("send_password_reset", str(person.pk))
    monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(minutes=5))
    request_reset(person=person)
    assert Job.objects.count() == 2


def test_no_mail_for_who_may_not_sign_in() -> None:
    request_reset(person=make_person(password=None))
    request_reset(person=make_person(is_active=False))
    assert not Job.objects.exists()


def test_a_password_is_set_and_its_way_recorded() -> None:
    person = make_person()
    set_password(person=person, password="payung teduh di hutan", way="reset")
    person.refresh_from_db()
    assert person.check_password("payung teduh di hutan")
    entry = LedgerEntry.objects.get()
    assert entry.actor == f"person:{person.pk}"
    assert '"way":"reset"' in entry.body
    assert "payung" not in entry.body
