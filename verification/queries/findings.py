"""Findings with what was last decided about them, and which of them are still open."""

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from award.models import Application
from verification.enums import ASKING_VERDICTS, SETTLING_VERDICTS, Severity, Verdict
from verification.models import EvidenceVersion, Finding, FindingAnswer, FindingDecision

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Latest(TypedDict):
        """What `findings()` adds to each row: the latest verdict, None while there is none."""

        verdict: str | None

    Judged: TypeAlias = WithAnnotations[Finding, Latest]
else:
    Judged = Finding


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


def still_open(found: QuerySet[Judged]) -> QuerySet[Judged]:
    """Narrow to the questions nobody has settled: of live files, and every open suspicion.

    Notes (severity `info`) ask nothing. A suspicion outlives its file, so that it cannot be
    got rid of by removing the evidence.
    """
    waiting = _live() & ~Q(severity=Severity.INFO) & _not_settled()
    return found.filter(waiting | Q(verdict=Verdict.SUSPECTED_FALSE))


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


def shown_to_unit(application: Application) -> QuerySet[Judged]:
    """What the unit may see of the findings about its files.

    A likeness to another unit's file is told only once somebody asked the unit about it, and
    then without saying whose file it is.
    """
    asked = FindingDecision.objects.filter(
        finding=OuterRef("pk"), verdict__in=[*ASKING_VERDICTS, Verdict.CONFIRMED_FALSE]
    )
    own = Q(other=None) | Q(other__item__application__unit=application.unit_id)
    return findings_of(application).filter(own | Q(Exists(asked)))


def unanswered() -> QuerySet[Judged]:
    """The findings a unit was asked about last and has not answered since."""
    asked = FindingDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    answered = FindingAnswer.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    rows = findings().annotate(
        asked_at=Subquery(asked.values("at")[:1]), answered_at=Subquery(answered.values("at")[:1])
    )
    silent = Q(answered_at=None) | Q(answered_at__lt=F("asked_at"))
    return rows.filter(silent, verdict__in=ASKING_VERDICTS)


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


def _not_settled() -> Q:
    return Q(verdict=None) | ~Q(verdict__in=SETTLING_VERDICTS)
