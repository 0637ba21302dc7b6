import pytest

from directory.domain.passwords import request_reset, set_password
from record.models import Job, LedgerEntry
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def test_asking_twice_sends_one_mail() -> None:
    person = make_person()
    request_reset(person=person)
    request_reset(person=person)
    job = Job.objects.get()
    assert (job.kind, job.subject) == ("send_password_reset", str(person.pk))


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
