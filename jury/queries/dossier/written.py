"""What people wrote about an application, of many kinds, in one query."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from award.models import Application, Claim, Extension, Question
from jury.enums import Direction
from jury.models import Hearing, ModifierEntry, Objection
from verification.models import IndicatorVerification, RepairRequest, Visit, VisitWaiver

CLAIM, VALUE, REPAIR, QUESTION = "claim", "value", "repair", "question"
EXTENSION, VISIT, WAIVER, OBJECTION = "extension", "visit", "waiver", "objection"
HEARING, MODIFIER, RULING = "hearing", "modifier", "ruling"


class Written(NamedTuple):
    """One of them. What `number`, `word` and `more` are, `_rows` says for each kind."""

    kind: str
    indicator: str
    number: int
    word: str
    text: str
    more: str
    gap: bool
    at: datetime
    answer: str
    then: datetime | None


TYPES: dict[str, Any] = {
    "kind": TextField,
    "indicator": TextField,
    "number": IntegerField,
    "word": TextField,
    "text": TextField,
    "more": TextField,
    "gap": BooleanField,
    "at": DateTimeField,
    "answer": TextField,
    "then": DateTimeField,
}
NOTHING: dict[Any, Any] = {TextField: "", IntegerField: 0, BooleanField: False, DateTimeField: None}


def written_about(application: Application) -> dict[str, list[Written]]:
    """All of it by its kind, the oldest version or instant first."""
    first, *others = _rows(application)
    found: dict[str, list[Written]] = {}
    for row in first.union(*others, all=True):
        found.setdefault(row[0], []).append(Written(*row))
    return {kind: sorted(rows, key=_age) for kind, rows in found.items()}


def _age(row: Written) -> tuple[str, int, datetime]:
    """Versions of an indicator stand together; what has none stands by its time."""
    versioned = row.kind in (CLAIM, VALUE)
    return (row.indicator if versioned else "", row.number if versioned else 0, row.at)


def _rows(application: Application) -> Iterator[QuerySet[Any]]:
    mine = {"application": application}
    claims = Claim.objects.filter(**mine)
    yield _as(claims, CLAIM, indicator="indicator", number="version", word="value", text="note",
              gap="gap", at="at")  # fmt: skip
    values = IndicatorVerification.objects.filter(**mine)
    yield _as(values, VALUE, indicator="indicator", number="version", word="value",
              text="observation", more="basis", at="at")  # fmt: skip
    repairs = RepairRequest.objects.filter(**mine)
    yield _as(repairs, REPAIR, indicator="indicator", number="round", word="codes", text="text",
              at="at")  # fmt: skip
    questions = Question.objects.filter(withdrawn_at=None, **mine)
    yield _as(questions, QUESTION, indicator="indicator", text="text", at="at", answer="answer",
              then="answered_at")  # fmt: skip
    here = Q(scope="all") | Q(region=application.region_id) | Q(unit=application.unit_id)
    extensions = Extension.objects.filter(here, season=application.season_id)
    yield _as(extensions, EXTENSION, word="kind", more="scope", text="reason", at="at",
              then="until")  # fmt: skip
    visits = Visit.objects.filter(**mine).annotate(
        seen=Count("observations", distinct=True), pictures=Count("photos", distinct=True)
    )
    yield _as(visits, VISIT, number="seen", word="date", text="summary", more="pictures", at="at")
    yield _as(VisitWaiver.objects.filter(**mine), WAIVER, text="reason", at="at")
    objections = Objection.objects.filter(**mine)
    yield _as(objections, OBJECTION, word="state", text="text", at="filed_at", answer="answer",
              then="answered_at")  # fmt: skip
    yield from _asked(application)


def _asked(application: Application) -> Iterator[QuerySet[Any]]:
    """What the unit was asked to answer; `then`: when it did, else until when it is waited for.

    What was decided of a modifier is a row apart, of the same `indicator` and `more`.
    """
    answered = Coalesce("answered_at", "answer_due")
    hearings = Hearing.objects.filter(application=application).annotate(
        until=answered, over=Q(closed_at__isnull=False)
    )
    yield _as(hearings, HEARING, word="about", text="charge", gap="over", at="opened_at",
              answer="answer", then="until")  # fmt: skip
    modifiers = ModifierEntry.objects.filter(application=application).annotate(
        until=answered,
        deducts=Q(direction=Direction.DEDUCTION),
        told_in=Concat("source", Value(", "), "number"),
    )
    yield _as(modifiers, MODIFIER, indicator="code", word="date", text="facts", more="told_in",
              gap="deducts", at="registered_at", answer="answer", then="until")  # fmt: skip
    yield _as(modifiers.exclude(decided_at=None), RULING, indicator="code", word="state",
              text="reason", more="told_in", at="decided_at")  # fmt: skip


def _as(rows: QuerySet[Any], kind: str, **fields: str) -> QuerySet[Any]:
    """The rows in the columns of `Written`; each is cast, so that all kinds are of one type."""
    columns = {
        f"said_{name}": Cast(
            Value(kind) if name == "kind" else F(fields[name]) if name in fields else _none(of),
            of(),
        )
        for name, of in TYPES.items()
    }
    cast: QuerySet[Any] = rows.order_by().annotate(**columns)
    return cast.values_list(*columns)


def _none(of: Any) -> Value:
    return Value(NOTHING[of], output_field=of(null=True))
