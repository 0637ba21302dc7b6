import pytest

from directory.actors import CLOCK, SYSTEM, Actor
from record.rules import check_actor
from tests.directory.factories import make_person


@pytest.mark.django_db
def test_the_ledger_takes_every_actor() -> None:
    person = make_person()
    assert Actor(person).ledger == f"person:{person.pk}"
    assert (CLOCK.ledger, SYSTEM.ledger) == ("clock", "system")
    for actor in (Actor(person), CLOCK, SYSTEM):
        check_actor(actor.ledger)
