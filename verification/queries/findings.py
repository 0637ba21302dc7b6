"""Findings with what was last decided about them, and which of them are still open."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from award.models import Application
from directory.models import Unit
from verification.enums import (
    ASKING_VERDICTS,
    SETTLING_VERDICTS,
    CheckStatus,
    Severity,
    Verdict,
)
from verification.models import (
    CheckResult,
    EvidenceVersion,
    Finding,
    FindingAnswer,
    FindingDecision,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Latest(TypedDict):
        """What `findings()` adds to each row: the latest verdict, None while there is none."""

        verdict: str | None

    class Standing(Latest):
        """And whether a newer version of its check has looked at the file since."""

        superseded: bool

    Judged: TypeAlias = WithAnnotations[Finding, Latest]
    Shown: TypeAlias = WithAnnotations[Finding, Standing]
else:
    Judged = Shown = Finding
AnyJudged = TypeVar("AnyJudged", bound=Judged)


def findings() -> QuerySet[Judged]:
    """All findings, each with `verdict`: the latest decision, None while there is none."""
    latest = FindingDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    return Finding.objects.annotate(verdict=Subquery(latest.values("verdict")[:1]))


def findings_of(application: Application) -> QuerySet[Judged]:
    """The findings about the application's files, superseded and removed ones included."""
    return findings().filter(version__item__application=application)


def about_live_files(found: QuerySet[Judged]) -> QuerySet[Judged]:
    """Narrow to findings about what the unit shows now: not removed, replaced or sealed."""
    return found.filter(_live())


def still_open(found: QuerySet[AnyJudged]) -> QuerySet[AnyJudged]:
    """Narrow to the questions nobody has settled: of live files, and every open suspicion.

    Notes (severity `info`) ask nothing. A suspicion outlives its file, so that it cannot be
    got rid of by removing the evidence. What an older version of a check asked and nobody took
    up waits no longer; what a person took up waits until a person ends it.
    """
    return found.filter(_waits())


def is_superseded() -> Q:
    """Whether a newer version of the same check has looked at the file of a finding since.

    That it looked at the other file of a pair is not enough: of many that resemble it, a check
    names the nearest few, and may not have come to this one.
    """
    later = CheckResult.objects.filter(
        check_name=OuterRef("check_name"),
        check_version__gt=OuterRef("check_version"),
        version=OuterRef("version"),
        status=CheckStatus.DONE,
    )
    return Q(Exists(later)) | has_heir()


def has_heir() -> Q:
    """Whether a newer version of the check raised the same question beside a finding."""
    heirs = Finding.objects.filter(
        version=OuterRef("version"),
        kind=OuterRef("kind"),
        check_name=OuterRef("check_name"),
        check_version__gt=OuterRef("check_version"),
    )
    of_a_pair = Exists(heirs.filter(other=OuterRef("other")))
    of_one_file = Exists(heirs.filter(other=None))
    return Q(of_a_pair) | Q(of_one_file, other=None)


def flagging(found: QuerySet[Judged]) -> QuerySet[Judged]:
    """Narrow to the questions that are shown beside a file: of live files, without notes."""
    return found.filter(_flags())


def standing(found: QuerySet[Judged]) -> QuerySet[Judged]:
    """Narrow to what the newest version of each check asks, and what a person raised or took up."""
    return found.filter(_stands())


def open_questions() -> QuerySet[Judged]:
    """The open questions about all applications."""
    return still_open(findings())


def undecided(application: Application) -> QuerySet[Judged]:
    """The open questions about the application's files."""
    return still_open(findings_of(application))


def open_suspicions(application: Application) -> QuerySet[Judged]:
    """The findings that are suspected to be false evidence and not yet settled."""
    return findings_of(application).filter(verdict=Verdict.SUSPECTED_FALSE)


def confirmed_false(application: Application) -> QuerySet[Judged]:
    """The findings that are confirmed to be false evidence."""
    return findings_of(application).filter(verdict=Verdict.CONFIRMED_FALSE)


@dataclass(frozen=True)
class Mark:
    """What one finding means for its indicator and its file, to those who judge it.

    `waits`: nobody has settled it; `wrong`: to be repaired in a file shown now, or confirmed to be
    false; `flags` its file.
    """

    indicator: str
    version: UUID
    waits: bool
    wrong: bool
    flags: bool


def marks_of(application: Application) -> list[Mark]:
    """Every finding of the application with what it means, in one query."""
    means = {"waits": _waits(), "wrong": _wrong(), "flags": _flags()}
    told = {name: ExpressionWrapper(q, BooleanField()) for name, q in means.items()}
    rows = findings_of(application).annotate(**told).order_by()
    columns = ("version__item__indicator", "version", *means)
    return [
        Mark(code, version, *map(bool, told)) for code, version, *told in rows.values_list(*columns)
    ]


def shown_to_unit(application: Application) -> QuerySet[Judged]:
    """What the unit may see of the findings about its files.

    A likeness to another unit's file is told only once somebody asked the unit about it, and
    then without saying whose file it is. What a newer version of a check replaces, and nobody
    took up, is told no more.
    """
    return findings_of(application).filter(_told())


def told_to(units: QuerySet[Unit]) -> QuerySet[Judged]:
    """The same of all the units' applications."""
    return findings().filter(_told(), version__item__application__unit__in=units.values("pk"))


def unanswered() -> QuerySet[Judged]:
    """The findings a unit was asked about last and has not answered since."""
    asked = FindingDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    answered = FindingAnswer.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    rows = findings().annotate(
        asked_at=Subquery(asked.values("at")[:1]), answered_at=Subquery(answered.values("at")[:1])
    )
    silent = Q(answered_at=None) | Q(answered_at__lt=F("asked_at"))
    return rows.filter(silent, verdict__in=ASKING_VERDICTS)


def to_decide(found: QuerySet[Judged]) -> QuerySet[Judged]:
    """Narrow to what waits for a person: open, and not with the unit for an answer."""
    return still_open(found).exclude(pk__in=unanswered().values("pk"))


def count_by_application(
    found: QuerySet[Judged], applications: QuerySet[Application]
) -> Counter[UUID]:
    """How many of the findings each of the applications has, in one query."""
    mine = found.filter(version__item__application__in=applications.values("pk"))
    return Counter(mine.order_by().values_list("version__item__application", flat=True))


def _live() -> Q:
    """In one pass, without a list of versions: pages and guards ask this often."""
    newer = EvidenceVersion.objects.filter(
        item=OuterRef("version__item"), version__gt=OuterRef("version__version")
    )
    return Q(~Exists(newer), version__item__removed_at=None, version__checking__sealed=False)


def _stands() -> Q:
    """Decided by somebody, or asked by the newest version of its check."""
    return Q(verdict__isnull=False) | ~is_superseded()


def _waits() -> Q:
    waiting = _live() & ~Q(severity=Severity.INFO) & _not_settled() & _stands()
    return waiting | Q(verdict=Verdict.SUSPECTED_FALSE)


def _wrong() -> Q:
    repair = _live() & Q(verdict=Verdict.REPAIR)
    return repair | Q(verdict=Verdict.CONFIRMED_FALSE)


def _flags() -> Q:
    return _live() & _stands() & ~Q(severity=Severity.INFO)


def _told() -> Q:
    """About the unit's own files alone, or asked of it by a person."""
    asked = FindingDecision.objects.filter(
        finding=OuterRef("pk"), verdict__in=[*ASKING_VERDICTS, Verdict.CONFIRMED_FALSE]
    )
    same_unit = Q(other__item__application__unit=F("version__item__application__unit"))
    return (Q(other=None) | same_unit) & _stands() | Q(Exists(asked))


def _not_settled() -> Q:
    return Q(verdict=None) | ~Q(verdict__in=SETTLING_VERDICTS)
