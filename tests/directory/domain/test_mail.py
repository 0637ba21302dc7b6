import re

import pytest
from django.core import mail

from directory.domain.mail import send_invitation, send_password_reset
from directory.enums import Language, Zone
from directory.models import Person
from record.models import Job
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def job_for(person: Person) -> Job:
    return Job(subject=str(person.pk))


def test_an_invitation_has_a_link_and_the_readers_clock() -> None:
    person = make_person(password=None, time_zone=Zone.WIT)
    send_invitation(job_for(person))
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert person.name in sent.body
    assert len(re.findall(r"http://\S+/undangan/\S+/\S+/", str(sent.body))) == 1
    assert " WIT dan hanya" in sent.body


def test_who_has_a_password_or_left_gets_no_invitation() -> None:
    send_invitation(job_for(make_person()))
    send_invitation(job_for(make_person(password=None, is_active=False)))
    assert mail.outbox == []


def test_a_reset_goes_to_who_may_sign_in() -> None:
    person = make_person(language=Language.ENGLISH)
    send_password_reset(job_for(person))
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert "/kata-sandi/baru/" in mail.outbox[0].body


def test_who_was_never_in_or_left_gets_no_reset() -> None:
    send_password_reset(job_for(make_person(password=None)))
    send_password_reset(job_for(make_person(is_active=False)))
    assert mail.outbox == []
