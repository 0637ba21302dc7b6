from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.actors import Actor
from directory.domain.accounts import Details
from directory.domain.people import deactivate_person, invite_person
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder

pytestmark = pytest.mark.django_db


def erase(email: str, by: str) -> str:
    out = StringIO()
    call_command("erase_person", email, "--by", by, stdout=out)
    return out.getvalue().strip()


def test_a_person_is_erased_by_their_address() -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    person = invite_person(
        actor=Actor(admin), details=Details(name="Siti", email="siti@contoh.go.id")
    )
    with pytest.raises(CommandError, match="Nonaktifkan"):
        erase("siti@contoh.go.id", admin.email)
    deactivate_person(actor=Actor(admin), person=person)
    with pytest.raises(CommandError, match="not the address of a centre admin"):
        erase("siti@contoh.go.id", "siti@contoh.go.id")
    assert erase(" Siti@contoh.go.id", admin.email) == f"erased person:{person.pk}"
    assert not Person.objects.filter(name="Siti").exists()
    with pytest.raises(CommandError, match="nobody has the address"):
        erase("siti@contoh.go.id", admin.email)
