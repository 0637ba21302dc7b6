import re

import pytest
from django.core import mail

from directory.domain.mail import send_invitation, send_password_reset
from directory.enums import Language, Zone
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def test_an_invitation_has_a_link_and_the_readers_clock() -> None:
    person = make_person(password=None, time_zone=Zone.WIT)
    send_invitation(str(person.pk))
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert person.name in sent.body
    assert len(re.findall(r"http://\S+/undangan/\S+/\S+/", str(sent.body))) == 1
    assert " WIT dan hanya" in sent.body


def test_who_has_a_password_or_left_gets_no_invitation() -> None:
    send_invitation(str(make_person().pk))
    send_invitation(str(make_person(password=None, is_active=False).pk))
    assert mail.outbox == []


def test_a_reset_goes_to_who_may_sign_in() -> None:
    person = make_person(language=Language.ENGLISH)
    send_password_reset(str(person.pk))
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert "/kata-sandi/baru/" in mail.outbox[0].body


def test_who_was_never_in_or_left_gets_no_reset() -> None:
    send_password_reset(str(make_person(password=None).pk))
    send_password_reset(str(make_person(is_active=False).pk))
    assert mail.outbox == []
