"""What the desk shows of an application: each indicator with claim, value, files, questions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from award.models import Application
from directory.models import Person
from verification.guards.matching import in_question
from verification.models import IndicatorVerification
from verification.pages.evidence_rows import placed
from verification.pages.slots import Slot
from verification.pages.turns import Turn, Turns, shown, turns_of
from verification.queries.looked import Looked, looked_at

SHOWN_FILES = 4


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    """One indicator on the desk."""

    slot: Slot
    looked: Looked
    url: str
    turn: Turn

    @property
    def value(self) -> IndicatorVerification | None:
        """The Kanwil's latest value."""
        return self.looked.last

    @property
    def standing(self) -> bool:
        """Whether that value still counts."""
        return self.looked.standing

    @property
    def questions(self) -> int:
        return self.looked.questions

    @property
    def tick(self) -> str:
        """What its box sends: what the page shows of it; "" where it cannot be ticked."""
        if in_question(self.looked):
            return ""
        return f"{self.slot.indicator.code}:{self.looked.version}:{self.looked.basis}"

    @property
    def answer(self) -> str:
        """The Kanwil's value in words."""
        if self.value is None:
            return ""
        return str(self.slot.indicator.scale.answer(self.value.value).text)

    @property
    def label(self) -> str:
        """How far the team is with it."""
        if self.value is None:
            return _("Belum diverifikasi")
        return _("Terverifikasi") if self.standing else _("Berubah, verifikasi lagi")

    @property
    def tone(self) -> str:
        if self.value is None:
            return "busy"
        return "good" if self.standing else "wait"

    @property
    def thumbnails(self) -> list[str]:
        """The first pictures of its files."""
        found = [row["thumbnail"] for row in self.slot.files if row["thumbnail"]]
        return found[:SHOWN_FILES]


@dataclass(frozen=True, kw_only=True)
class DeskGroup:
    """A criterion with its rows."""

    title: Any
    rows: list[DeskRow]


def desk_groups(application: Application, person: Person | None = None) -> list[DeskGroup]:
    """All indicators by criterion, in the instrument's order; whose each is as `person` reads it."""
    looked, turns = looked_at(application), turns_of(application, person)
    said = {code: each.claim for code, each in looked.items() if each.claim}
    versions = [version for each in looked.values() for version in each.files]
    flagged = {version for each in looked.values() for version in each.flagged}
    prefetch_related_objects(versions, "previews")
    return [
        DeskGroup(
            title=group.criterion.title,
            rows=[_row(application, slot, looked, turns) for slot in group.slots],
        )
        for group in placed(application, said, versions, flagged)
    ]


def _row(application: Application, slot: Slot, looked: dict[str, Looked], turns: Turns) -> DeskRow:
    code = slot.indicator.code
    return DeskRow(
        slot=slot,
        looked=looked[code],
        url=reverse("verification:verify", args=[application.pk, code]),
        turn=turns.of(code),
    )


def all_rows(found: list[DeskGroup]) -> list[DeskRow]:
    """The rows of all criteria, one after the other."""
    return [row for group in found for row in group.rows]


def narrowed(found: list[DeskGroup], asked: str) -> list[DeskGroup]:
    """The criteria with those of their rows that are asked for, without those that have none."""
    groups = (
        DeskGroup(title=group.title, rows=[row for row in group.rows if shown(row.turn, asked)])
        for group in found
    )
    return [group for group in groups if group.rows]


def next_open(rows: list[DeskRow], *, after: str = "") -> DeskRow | None:
    """The next indicator without a value that counts, starting behind one and going round.

    The reader's own come first, then those that are nobody's; what is a colleague's never, except
    for who has no part in the team.
    """
    codes = [row.slot.indicator.code for row in rows]
    start = codes.index(after) + 1 if after in codes else 0
    round_trip = [*rows[start:], *rows[:start]]
    left = [r for r in round_trip if not r.standing and r.slot.indicator.code != after]
    mine = [row for row in left if row.turn.mine]
    return next(iter([*mine, *(row for row in left if row.turn.anybodys)]), None)
