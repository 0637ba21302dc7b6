"""Which sheets count, and whose a person may see."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from award.models import Application
from directory.models import Person
from jury.enums import SheetState
from jury.models import Conflict, PanelApplication, ScoreSheet, ScoreVersion, Seat


def seats_in_force() -> QuerySet[Seat]:
    """The seats that hold now."""
    return Seat.objects.filter(Q(ends=None) | Q(ends__gt=timezone.now()))


def own_sheets(person: Person) -> QuerySet[ScoreSheet]:
    """The person's own sheets, never of a unit they have an open conflict with."""
    return (
        ScoreSheet.objects.filter(seat__in=seats_in_force().filter(person=person))
        .filter(scoring_round=F("application__scoring_round"))
        .filter(~_conflict(OuterRef("seat__person"), OuterRef("application__unit")))
        .select_related("application__unit", "application__season__instrument", "seat")
    )


def valid_sheets() -> QuerySet[ScoreSheet]:
    """Sealed sheets of the application's current round, of jurors without a conflict.

    A conflict declared late, or a seat that ended, takes its sheet out of every total; the
    sheet and its versions stay.
    """
    in_panel = PanelApplication.objects.filter(
        panel=OuterRef("seat__panel"), application=OuterRef("application"), until=None
    )
    return ScoreSheet.objects.filter(
        Exists(in_panel),
        ~_conflict(OuterRef("seat__person"), OuterRef("application__unit")),
        state=SheetState.SEALED,
        scoring_round=F("application__scoring_round"),
        seat__in=seats_in_force(),
    )


def sealed_contents(application: Application) -> list[ScoreVersion]:
    """The last sealed version of each valid sheet of the application, in a stable order."""
    return sealed_contents_of([application])[application.pk]


def sealed_contents_of(
    applications: Iterable[Application],
) -> defaultdict[UUID, list[ScoreVersion]]:
    """The same for many applications in one query, by application."""
    newest = ScoreVersion.objects.filter(sheet=OuterRef("sheet")).order_by("-version")
    versions = (
        ScoreVersion.objects.filter(
            sheet__in=valid_sheets().filter(application__in=list(applications)),
            pk=Subquery(newest.values("pk")[:1]),
        )
        .select_related("sheet")
        .order_by("digest")
    )
    found: defaultdict[UUID, list[ScoreVersion]] = defaultdict(list)
    for version in versions:
        found[version.sheet.application_id].append(version)
    return found


def answers_in(version: ScoreVersion) -> dict[str, str]:
    """The values of a sealed sheet by indicator."""
    content: dict[str, Any] = json.loads(version.content)
    return {code: row["value"] for code, row in content["scores"].items()}


def _conflict(person: OuterRef, unit: OuterRef) -> Exists:
    return Exists(Conflict.objects.filter(person=person, unit=unit, lifted_at=None))
