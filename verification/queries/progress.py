"""How far each unit is, for many at once: a fixed number of queries, whatever their number.

Everything told here is the unit's own doing, or is asked of it: nothing the jury or the centre did
after forwarding shows in it, and so neither does an order by it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Value

from award.enums import WAITS_FOR, Capacity, State
from award.models import Answer, Application, Claim, Step
from award.queries.calendar import own_dues
from award.queries.embargo import shown_state
from award.queries.instruments import indicators_of
from verification.enums import Purpose
from verification.models import EvidenceVersion, FindingAnswer
from verification.queries.findings import open_questions

# Where the next word is the unit's.
UNITS_TURN = frozenset({State.DRAFT, State.EVIDENCE_OPEN})
UNIT = (Capacity.UNIT_HEAD, Capacity.UNIT_OPERATOR)
ANSWERS, CLAIMS, FILES, FINDINGS = "answers", "claims", "files", "findings"
STEPS, EXPLANATIONS = "steps", "explanations"
# What somebody of the unit did.
ACTS = (ANSWERS, CLAIMS, FILES, STEPS, EXPLANATIONS)


@dataclass(frozen=True)
class Sum:
    """How many things of a kind a unit has, and when the last of them was made."""

    number: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Progress:
    """One unit's way so far. `due`: its own next date, extensions counted; None where none waits.

    `last_act`: when somebody of the unit last answered, uploaded, sent or explained anything.
    """

    application: Application
    state: State
    answered: int
    indicators: int
    files: int
    findings: int
    due: datetime | None
    last_act: datetime | None

    @property
    def units_turn(self) -> bool:
        return self.state in UNITS_TURN

    @property
    def share(self) -> int:
        """Per cent of the indicators that are answered, rounded down: 100 means all."""
        return self.answered * 100 // self.indicators if self.indicators else 0


def progress_of(
    applications: Collection[Application], *, known: Collection[UUID] = ()
) -> list[Progress]:
    """The progress of each; a state under embargo reads as being scored, but where it is `known`."""
    pks = [application.pk for application in applications]
    states = {row: shown_state(row, knows=row.pk in known) for row in applications}
    due = own_dues({a: WAITS_FOR[state] for a, state in states.items() if state in WAITS_FOR})
    told = _told(pks)
    return [
        Progress(
            application=application,
            state=state,
            answered=told[CLAIMS if application.pk in told[CLAIMS] else ANSWERS][
                application.pk
            ].number,
            indicators=len(indicators_of(application)),
            files=told[FILES][application.pk].number,
            findings=told[FINDINGS][application.pk].number,
            due=due.get(application.pk),
            last_act=_latest(told[act][application.pk].last for act in ACTS),
        )
        for application, state in states.items()
    ]


def silent_first(rows: Collection[Progress]) -> list[Progress]:
    """First those whose turn it is, the longest silent foremost; then the others by their names."""

    def key(row: Progress) -> tuple[object, ...]:
        name = (row.application.unit.name, str(row.application.pk))
        if not row.units_turn:
            return (1, *name)
        return (0, row.last_act is not None, row.last_act.timestamp() if row.last_act else 0, *name)

    return sorted(rows, key=key)


Told = defaultdict[UUID, Sum]


def _told(pks: Collection[UUID]) -> dict[str, Told]:
    """What each unit has and did, by what it is: asked in one query."""
    parts = [
        _summed(what, *part)
        for what, part in {
            ANSWERS: _answers(pks),
            CLAIMS: _claims(pks),
            FILES: _files(pks),
            STEPS: _steps(pks),
            EXPLANATIONS: _explanations(pks),
            FINDINGS: _findings(pks),
        }.items()
    ]
    told: dict[str, Told] = defaultdict(lambda: defaultdict(Sum))
    for what, pk, many, at in parts[0].union(*parts[1:], all=True):
        told[what][pk] = Sum(many, at)
    return told


# Rows, the way from one to its application, how many are counted, when the last was made.
Part = tuple[QuerySet[Any], str, Count, Max]


def _answers(pks: Collection[UUID]) -> Part:
    """What is being written, before it is sent."""
    rows = Answer.objects.filter(application__in=pks)
    return rows, "application", Count("pk", filter=~Q(value="")), Max("updated_at")


def _claims(pks: Collection[UUID]) -> Part:
    """What was sent: each indicator once, however often its claim was amended."""
    rows = Claim.objects.filter(application__in=pks)
    return rows, "application", Count("indicator", distinct=True), Max("at")


def _files(pks: Collection[UUID]) -> Part:
    """What is shown now, and when anything was sent last.

    Files that back an objection are no part of a unit's way: they would tell of a decision.
    """
    newer = EvidenceVersion.objects.filter(item=OuterRef("item"), version__gt=OuterRef("version"))
    rows = EvidenceVersion.objects.filter(
        item__application__in=pks, item__purpose=Purpose.ASSESSMENT
    )
    shown = Q(old=False, item__removed_at=None, checking__sealed=False)
    number = Count("pk", filter=shown)
    return rows.annotate(old=Exists(newer)), "item__application", number, Max("received_at")


def _steps(pks: Collection[UUID]) -> Part:
    rows = Step.objects.filter(application__in=pks, capacity__in=UNIT)
    return rows, "application", Count("pk"), Max("at")


def _explanations(pks: Collection[UUID]) -> Part:
    by = "finding__version__item__application"
    return FindingAnswer.objects.filter(**{f"{by}__in": pks}), by, Count("pk"), Max("at")


def _findings(pks: Collection[UUID]) -> Part:
    by = "version__item__application"
    return open_questions().filter(**{f"{by}__in": pks}), by, Count("pk"), Max("at")


def _summed(what: str, rows: QuerySet[Any], by: str, number: Count, last: Max) -> QuerySet[Any]:
    """How many rows each application has, and when the last of them was made."""
    found = rows.order_by().values(by).annotate(how_many=number, last_at=last)
    told: QuerySet[Any] = found.values_list(Value(what), by, "how_many", "last_at")
    return told


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)
