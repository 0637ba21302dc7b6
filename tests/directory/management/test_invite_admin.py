from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds
from record.models import LedgerEntry
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def invite(email: str = "admin@contoh.go.id") -> str:
    out = StringIO()
    call_command("invite_admin", email, "Admin Pertama", stdout=out)
    return out.getvalue().strip()


def test_a_fresh_installation_gets_its_first_admin() -> None:
    link = invite()
    person = Person.objects.get()
    assert holds(person, RoleKind.CENTRE_ADMIN)
    assert set(LedgerEntry.objects.values_list("actor", flat=True)) == {"system"}
    page = Client().get(urlsplit(link).path, follow=True)
    assert "Selamat datang" in page.content.decode()


def test_a_lost_link_is_replaced() -> None:
    first, second = invite(), invite()
    assert first != second
    page = Client().get(urlsplit(first).path, follow=True)
    assert "Tautan tidak berlaku" in page.content.decode()
    assert Person.objects.get().roles.count() == 1


def test_who_has_a_password_is_not_given_a_link() -> None:
    person = make_person()
    with pytest.raises(CommandError):
        invite(person.email)
    assert not person.roles.exists()
