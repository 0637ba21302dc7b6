from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from directory.actors import Actor
from directory.domain.passwords import request_reset, set_password
from directory.domain.people import deactivate_person, invite_again
from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Person
from record.models import Job, LedgerEntry
from tests.directory.factories import make_holder, make_person

pytestmark = pytest.mark.django_db
NEW = "payung teduh di hutan"


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
    set_password(person=person, password=NEW, way="reset")
    person.refresh_from_db()
    assert person.check_password(NEW)
    entry = LedgerEntry.objects.get()
    assert entry.actor == f"person:{person.pk}"
    assert '"way":"reset"' in entry.body
    assert "payung" not in entry.body


def test_who_is_deactivated_meanwhile_sets_no_password_and_can_be_invited_again() -> None:
    admin, person = Actor(make_holder(RoleKind.CENTRE_ADMIN)), make_person()
    deactivate_person(actor=admin, person=person)
    with pytest.raises(Refused, match="akun ini baru saja berubah"):
        set_password(person=person, password=NEW, way="reset")
    assert not Person.objects.get(pk=person.pk).has_usable_password()
    assert invite_again(actor=admin, person=person).is_active


def test_who_was_invited_anew_meanwhile_sets_no_password_by_the_older_link() -> None:
    admin, person = Actor(make_holder(RoleKind.CENTRE_ADMIN)), make_person(password=None)
    invite_again(actor=admin, person=person)
    with pytest.raises(Refused):
        set_password(person=person, password=NEW, way="invitation")


def test_a_password_that_is_sent_twice_is_set_once() -> None:
    person = make_person()
    looked_at = Person.objects.get(pk=person.pk)
    set_password(person=person, password=NEW, way="change")
    again = set_password(person=looked_at, password=NEW, way="change")
    assert again.password == Person.objects.get(pk=person.pk).password
    assert LedgerEntry.objects.filter(kind="password_set").count() == 1
