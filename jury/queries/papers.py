"""Which of the centre's papers a person may read."""

import json
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from award.models import Application
from award.queries.visible import visible_to
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds_any
from jury.enums import PaperKind
from jury.models import Closing, Paper, Result, Unassessed
from jury.queries.conflicts import conflicted_applications
from jury.queries.told import PUBLIC, told_decisions

KEEPERS = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR})
CLOSERS = frozenset({RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY})


def papers_for(person: Person) -> QuerySet[Paper]:
    """The papers this person may read.

    Drafts of the decree: who decides, and the auditor. Minutes of a closing or of a meeting about
    it: they and the heads of the jury, unless in conflict with one of its units. Letters: once told, whoever sees the
    application; whether its result is their business the page asks. The list of laureates:
    everybody, once published.
    """
    allowed = Q(kind=PaperKind.LAUREATES, season__state__in=PUBLIC)
    if holds_any(person, KEEPERS):
        allowed |= Q(kind=PaperKind.DECREE) | Q(kind=PaperKind.LAUREATES)
    if holds_any(person, KEEPERS | CLOSERS):
        barred = _closings_naming(conflicted_applications(person)).values("pk")
        allowed |= Q(kind=PaperKind.CLOSING) & ~Q(closing__in=barred)
        allowed |= Q(kind=PaperKind.MEETING) & ~Q(meeting__closing__in=barred)
    allowed |= Q(kind=PaperKind.LETTER, decision__in=told_decisions().values("pk"))
    seen = visible_to(person).values("pk")
    mine = Q(decision=None) | Q(decision__application__in=seen)
    rows = Paper.objects.filter(allowed & mine)
    return rows.select_related(
        "blob",
        "season__instrument",
        "decision__application__unit",
        "closing__panel",
        "meeting__panel",
    )


def _closings_naming(applications: QuerySet[Application]) -> QuerySet[Closing]:
    """The closings with a result of one of these, or in which nothing of it could be assessed."""
    named = {"application__in": applications.values("pk"), "closing": OuterRef("pk")}
    return Closing.objects.filter(
        Q(Exists(Result.objects.filter(**named))) | Q(Exists(Unassessed.objects.filter(**named)))
    )


def said_in(paper: Paper) -> dict[str, Any]:
    """All that the paper says."""
    said: dict[str, Any] = json.loads(paper.content)
    return said
