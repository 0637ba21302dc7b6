"""Who does something: a person, or the clock."""

from dataclasses import dataclass

from directory.models import Person


@dataclass(frozen=True)
class Actor:
    """The doer of an act; without a person it is the clock (a deadline that passed)."""

    person: Person | None

    @property
    def ledger(self) -> str:
        """The actor as the ledger writes it."""
        return "clock" if self.person is None else f"person:{self.person.pk}"


CLOCK = Actor(person=None)
