"""Who does something: a person, the clock, or the system itself."""

from dataclasses import dataclass

from directory.models import Person


@dataclass(frozen=True)
class Actor:
    """The doer of an act; without a person it is the clock (a deadline that passed)."""

    person: Person | None
    machine: str = "clock"

    @property
    def ledger(self) -> str:
        """The actor as the ledger writes it."""
        return self.machine if self.person is None else f"person:{self.person.pk}"


CLOCK = Actor(person=None)
# Commands run by whoever operates the server, before anybody can sign in.
SYSTEM = Actor(person=None, machine="system")
