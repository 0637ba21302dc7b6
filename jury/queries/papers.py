"""Which of the centre's papers a person may read."""

import json
from typing import Any

from django.db.models import Q, QuerySet

from award.queries.visible import visible_to
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds_any
from jury.enums import PaperKind
from jury.models import Paper, Result
from jury.queries.conflicts import units_in_conflict
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
        results = Result.objects.filter(application__unit__in=units_in_conflict(person))
        barred = results.values("closing")
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


def said_in(paper: Paper) -> dict[str, Any]:
    """All that the paper says."""
    said: dict[str, Any] = json.loads(paper.content)
    return said
