"""Whose turn each indicator is, in the words of the desk and as its reader may narrow it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from award.models import Application
from directory.models import Person
from verification.queries.shares import Division, division_of

MINE, NOBODYS = "mine", "nobody"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose an indicator is. `name` is "" where it is nobody's or nothing is divided.

    `lost`: it was given to somebody who may act no longer. `anybodys`: no colleague's turn.
    """

    name: str = ""
    mine: bool = False
    lost: str = ""
    divided: bool = False
    anybodys: bool = True

    @property
    def nobodys(self) -> bool:
        """Whether it waits to be given to somebody."""
        return self.divided and not self.name

    @property
    def label(self) -> str:
        """Why nobody has it, in words."""
        if self.lost:
            return _("Tanpa petugas: %(name)s tidak lagi dapat bertindak") % {"name": self.lost}
        return _("Tanpa petugas")


@dataclass(frozen=True)
class Turns:
    """The division as one person reads it."""

    division: Division
    person: Person | None

    def of(self, code: str) -> Turn:
        if not self.division.divided:
            return Turn()
        held, lost = self.division.held.get(code), self.division.lost.get(code)
        reader = self.person.pk if self.person else None
        return Turn(
            name=held.name if held else "",
            mine=held is not None and held.pk == reader,
            lost=lost.name if lost else "",
            divided=True,
            anybodys=held is None or reader not in self.division.members,
        )


def turns_of(application: Application, person: Person | None) -> Turns:
    """Whose each indicator of the application is; for nobody in particular without asking."""
    return Turns(division_of(application) if person else Division(), person)


def whose(request: HttpRequest) -> str:
    """How the desk is narrowed: to the reader's own, to nobody's, or ("") not at all."""
    asked = request.GET.get("whose", "")
    return asked if asked in (MINE, NOBODYS) else ""


def shown(turn: Turn, asked: str) -> bool:
    """Whether an indicator is on a desk that is narrowed so."""
    return {MINE: turn.mine, NOBODYS: turn.nobodys}.get(asked, True)


def tally(turns: Iterable[tuple[Turn, bool]]) -> dict[str, int]:
    """How many are the reader's, of those how many are done, and how many are nobody's."""
    pairs = list(turns)
    return {
        "own": sum(turn.mine for turn, _done in pairs),
        "own_done": sum(turn.mine and done for turn, done in pairs),
        "nobodys": sum(turn.nobodys for turn, _done in pairs),
    }
