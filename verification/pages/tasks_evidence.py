"""What evidence and findings ask of people, for the work list, and the pages they offer."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import DateKind, State
from award.models import Application
from award.queries.calendar import due
from award.queries.running import being_worked_on
from award.queries.visible import UNIT_KINDS, grants_in_force, visible_to
from award.work import Link, WorkItem
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds, roles_of
from verification.domain.deciders import WITH_THE_TEAM
from verification.domain.sight import TEAM, reads_findings
from verification.queries.evidence import unchecked_by_application
from verification.queries.findings import count_by_application, open_questions, unanswered
from verification.queries.shortage import indicators_short


def work_for(person: Person) -> Iterator[WorkItem]:
    """Evidence to complete and questions to answer; findings to decide."""
    yield from _evidence(person)
    yield from _answers(person)
    yield from _decisions(person)


def links_for(person: Person, application: Application) -> Iterator[Link]:
    """The evidence, for all who see the application; the findings, for those who judge them."""
    yield Link(title=_("Data dukung"), url=reverse("verification:evidence", args=[application.pk]))
    if reads_findings(Actor(person), application):
        yield Link(title=_("Temuan"), url=reverse("verification:findings", args=[application.pk]))


def _own(person: Person) -> QuerySet[Application]:
    """The running applications of the person's own unit."""
    units = roles_of(person).filter(kind__in=UNIT_KINDS).values("unit")
    return visible_to(person).filter(being_worked_on(), unit__in=units)


def _evidence(person: Person) -> Iterator[WorkItem]:
    for application in _own(person).filter(state=State.EVIDENCE_OPEN):
        left = len(indicators_short(application))
        text = _("Lengkapi data dukung: %(count)d indikator masih kurang.") % {"count": left}
        yield WorkItem(
            what=text if left else _("Data dukung lengkap. Periksa dan kirim."),
            url=reverse("verification:evidence", args=[application.pk]),
            application=application,
            due=due(application, DateKind.EVIDENCE_DUE),
            count=left,
        )


def _answers(person: Person) -> Iterator[WorkItem]:
    mine = _own(person)
    text = _("Jawab %(count)d pertanyaan tentang data dukung.")
    yield from _counted(mine, count_by_application(unanswered(), mine), text, "evidence")


def _decisions(person: Person) -> Iterator[WorkItem]:
    """What waits for the team while it verifies, and for the centre's verifiers afterwards."""
    granted = grants_in_force().filter(person=person, capacity__in=TEAM).values("application")
    running = Application.objects.filter(being_worked_on())
    mine = Q(pk__in=granted, state=State.UNDER_VERIFICATION)
    if holds(person, RoleKind.CENTRE_VERIFIER):
        mine |= ~Q(state__in=WITH_THE_TEAM)
    chosen = running.filter(mine).select_related("unit", "region", "season__instrument")
    findings = count_by_application(open_questions(), chosen)
    text = _("Putuskan %(count)d temuan.")
    yield from _counted(chosen, findings, text, "findings")
    text = _("%(count)d berkas tidak dapat diperiksa; periksa ulang atau kesampingkan.")
    yield from _counted(chosen, unchecked_by_application(chosen), text, "evidence")


def _counted(
    applications: QuerySet[Application], counts: Counter[UUID], text: str, route: str
) -> Iterator[WorkItem]:
    for application in applications.filter(pk__in=list(counts)):
        count = counts[application.pk]
        yield WorkItem(
            what=text % {"count": count},
            url=reverse(f"verification:{route}", args=[application.pk]),
            application=application,
            count=count,
        )
