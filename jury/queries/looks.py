"""Which files of the evidence a juror opened. To others this is told only after the closing."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse

from award.enums import State
from award.models import Application
from directory.models import Person
from jury.enums import SheetState
from jury.models import EvidenceLook, ScoreSheet
from jury.queries.sheets import assigned_now, own_sheets
from verification.enums import Purpose
from verification.models import EvidenceVersion
from verification.queries.evidence import live_versions


def to_be_opened_at(person: Person, version: EvidenceVersion) -> str:
    """The page on which a juror opens the file with a click; "" once opened, and for who is none.

    Without a sheet it is the seat, where the sheet is opened first.
    """
    application = version.item.application
    if application.state != State.IN_SCORING or version.item.purpose != Purpose.ASSESSMENT:
        return ""
    mine = assigned_now().filter(seat__person=person, application=application).first()
    if mine is None:
        return ""
    sheet = own_sheets(person).filter(application=application).first()
    if sheet is None:
        return reverse("jury:seat", args=[mine.seat_id])
    if EvidenceLook.objects.filter(sheet=sheet, version=version).exists():
        return ""
    return reverse("jury:look", args=[sheet.pk, version.pk])


def unopened(sheet: ScoreSheet) -> list[EvidenceVersion]:
    """The files of the unit that the juror did not open for this sheet."""
    seen = set(sheet.looks.values_list("version", flat=True))
    return [
        row
        for row in _readable().filter(item__application=sheet.application_id)
        if row.pk not in seen
    ]


@dataclass(frozen=True, kw_only=True)
class Read:
    """How many of the unit's files the juror opened for a sheet."""

    person: Person
    opened: int
    of: int


def read_by_sheet(applications: Collection[Application]) -> dict[UUID, list[Read]]:
    """Who scored each application whose scoring is closed, and what they opened of its files.

    Counted are the files that stand, in the sealed sheets of the current round.
    """
    closed = [a for a in applications if a.state != State.IN_SCORING]
    files = _readable().filter(item__application__in=closed)
    of = Counter(files.values_list("item__application", flat=True))
    looks = EvidenceLook.objects.filter(version__in=files.values("pk"))
    opened = Counter(looks.values_list("sheet", flat=True))
    sheets = ScoreSheet.objects.filter(
        application__in=closed,
        scoring_round=F("application__scoring_round"),
        state=SheetState.SEALED,
    )
    found: defaultdict[UUID, list[Read]] = defaultdict(list)
    for sheet in sheets.select_related("seat__person").order_by("seat__person__name", "pk"):
        key = sheet.application_id
        found[key].append(Read(person=sheet.seat.person, opened=opened[sheet.pk], of=of[key]))
    return dict(found)


def _readable() -> QuerySet[EvidenceVersion]:
    """The files that stand and can be opened, without those sealed for what is in them.

    Nor what backs an objection, which weighs in no scoring.
    """
    mine = live_versions().filter(checking__sealed=False, item__purpose=Purpose.ASSESSMENT)
    return mine.select_related("item")
