from datetime import datetime, timedelta

import pytest
from django.conf import settings

from directory.actors import Actor
from directory.domain.links import INVITATION, RESET, LinkTokens
from directory.domain.passwords import set_password
from directory.domain.people import deactivate_person, invite_again
from directory.models import Person
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db
NEW = "payung teduh di hutan"


def later(links: LinkTokens, monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    monkeypatch.setattr(links, "_now", lambda: datetime.now() + wait)  # noqa: DTZ005 - as Django


@pytest.mark.parametrize("links", [INVITATION, RESET])
def test_a_link_lives_exactly_its_time(links: LinkTokens, monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()
    token = links.make_token(person)
    later(links, monkeypatch, links.lifetime - timedelta(seconds=5))
    assert links.check_token(person, token)
    later(links, monkeypatch, links.lifetime + timedelta(seconds=5))
    assert not links.check_token(person, token)


def test_a_reset_is_shorter_than_an_invitation_and_neither_opens_the_other() -> None:
    person = make_person()
    assert RESET.lifetime < INVITATION.lifetime
    assert not RESET.check_token(person, INVITATION.make_token(person))
    assert not INVITATION.check_token(person, RESET.make_token(person))


def test_a_link_is_good_for_one_use() -> None:
    person = make_person(password=None)
    token = INVITATION.make_token(person)
    set_password(person=person, password=NEW, way="invitation")
    assert not INVITATION.check_token(person, token)


def test_a_newer_invitation_ends_the_older(admin: Actor) -> None:
    person = make_person(password=None)
    old = INVITATION.make_token(person)
    again = invite_again(actor=admin, person=person)
    assert not INVITATION.check_token(again, old)
    assert INVITATION.check_token(again, INVITATION.make_token(again))


def test_deactivation_and_a_new_address_end_every_link(admin: Actor) -> None:
    person = make_person()
    token = RESET.make_token(person)
    gone = deactivate_person(actor=admin, person=person)
    assert not RESET.check_token(gone, token)
    moved = make_person()
    token = RESET.make_token(moved)
    moved.email = "baru@contoh.go.id"
    assert not RESET.check_token(moved, token)


@pytest.mark.parametrize("token", ["", "-", "x-y", "zzzzzzzzzzzzzzzzzz-abc", "\0", None])
def test_rubbish_opens_nothing(token: str | None) -> None:
    assert not RESET.check_token(make_person(), token)
    assert not RESET.check_token(None, token)


def test_the_address_is_the_public_one() -> None:
    person: Person = make_person()
    address = RESET.address(person)
    assert address.startswith(f"{settings.PUBLIC_URL}/kata-sandi/baru/")
    assert str(person.pk) not in address
