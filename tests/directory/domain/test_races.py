"""Two who change one account or one unit's roles at the same moment, on PostgreSQL."""

import pytest

from directory.actors import Actor
from directory.domain.passwords import set_password
from directory.domain.people import deactivate_person
from directory.errors import Refused
from directory.models import Person
from tests.directory.factories import make_person
from tests.support.racing import second_waits

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NEW = "payung teduh di hutan"


def test_no_password_is_set_while_the_account_is_deactivated(admin: Actor) -> None:
    person = make_person()
    refused = second_waits(
        lambda: deactivate_person(actor=admin, person=person),
        lambda: set_password(person=person, password=NEW, way="reset"),
    )
    assert isinstance(refused, Refused)
    assert not Person.objects.get(pk=person.pk).has_usable_password()
