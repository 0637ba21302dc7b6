"""What of the team's work a person may find: findings, what was said of them, decrees."""

from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from award.queries.visible import UNIT_KINDS
from directory.models import Person, Unit
from directory.queries.roles import roles_of
from directory.search import Hit
from verification.domain.sight import judged_by, readable_files
from verification.enums import Severity
from verification.models import Decree, Finding, FindingAnswer, FindingDecision
from verification.pages.findings_rows import title_of
from verification.queries.decrees import visible_decrees
from verification.queries.explained import explained
from verification.queries.findings import told_to

Said = TypeVar("Said", FindingAnswer, FindingDecision)
BY_UNIT = ("version__item__application__unit__name", "at", "pk")


def judged(person: Person, text: str) -> QuerySet[Finding]:
    """Findings, for those who read them as the ones who decide do."""
    applications = judged_by(person).order_by().values("pk")
    rows = Finding.objects.filter(_explained(text), version__item__application__in=applications)
    rows = rows.filter(readable_files(person, "version__item"))
    return _with_unit(rows).order_by(*BY_UNIT)


def told(person: Person, text: str) -> QuerySet[Finding]:
    """What the person's own unit was told of, and never what speaks of another unit's files."""
    rows = _told(person).filter(_explained(text), other=None)
    return _with_unit(rows.exclude(kind__endswith="_other_unit")).order_by(*BY_UNIT)


def finding_hit(finding: Finding) -> Hit:
    return _hit(finding, explained(finding))


def decisions(person: Person, text: str) -> QuerySet[FindingDecision]:
    """Why a finding was decided so; to the unit the last word on what it was told of."""
    newest = FindingDecision.objects.filter(finding=OuterRef("finding")).order_by("-pk")
    last = Q(pk=Subquery(newest.values("pk")[:1]))
    known = Q(finding__in=_told(person).order_by().values("pk")) & last
    rows = FindingDecision.objects.filter(known | _judged(person), reason__icontains=text)
    return _about(rows)


def decision_hit(decision: FindingDecision) -> Hit:
    return _hit(decision.finding, decision.reason, title=str(decision.get_verdict_display()))


def answers(person: Person, text: str) -> QuerySet[FindingAnswer]:
    """What a unit explained: to itself and to those who judge."""
    own = Q(finding__version__item__application__unit__in=_own_units(person).values("pk"))
    return _about(FindingAnswer.objects.filter(own | _judged(person), text__icontains=text))


def answer_hit(answer: FindingAnswer) -> Hit:
    return _hit(answer.finding, answer.text)


def decrees(person: Person, text: str) -> QuerySet[Decree]:
    found = visible_decrees(person).filter(number__icontains=text)
    return found.order_by("-date", "number", "pk")


def decree_hit(decree: Decree) -> Hit:
    url = reverse("verification:decree", args=[decree.pk])
    return Hit(title=decree.number, url=url, where=f"{decree.region.name} · {decree.season.name}")


def _told(person: Person) -> QuerySet[Finding]:
    """Notes are for those who judge."""
    return told_to(_own_units(person)).exclude(severity=Severity.INFO)


def _own_units(person: Person) -> QuerySet[Unit]:
    held = roles_of(person).filter(kind__in=UNIT_KINDS).select_related(None).order_by()
    return Unit.objects.filter(pk__in=held.values("unit")).order_by()


def _judged(person: Person) -> Q:
    applications = judged_by(person).order_by().values("pk")
    judged = Q(finding__version__item__application__in=applications)
    return judged & readable_files(person, "finding__version__item")


def _explained(text: str) -> Q:
    """In the words the reader reads: a hit in the other language would look like none."""
    english = (get_language() or "id").startswith("en")
    return Q(**{f"explanation_{'en' if english else 'id'}__icontains": text})


def _with_unit(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related(
        "version__item__application__unit", "version__item__application__season"
    )


def _about(rows: QuerySet[Said]) -> QuerySet[Said]:
    of = "finding__version__item__application"
    return rows.select_related(f"{of}__unit", f"{of}__season").order_by(
        f"{of}__unit__name", "finding__at", "pk"
    )


def _hit(finding: Finding, text: str, *, title: str = "") -> Hit:
    application = finding.version.item.application
    return Hit(
        title=f"{application.unit.name}: {title or title_of(finding)}",
        url=reverse("verification:finding", args=[finding.pk]),
        where=application.season.name,
        text=text,
    )
