"""What evidence and findings ask of people, for the work list, and the pages they offer."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import DateKind, State
from award.models import Application
from award.queries.calendar import due
from award.queries.running import being_worked_on
from award.queries.visible import of_own_units
from award.work import Link, WorkItem
from directory.actors import Actor
from directory.enums import UNIT_KINDS, RoleKind
from directory.models import Person
from verification.domain.deciders import WITH_THE_TEAM
from verification.domain.sight import sight_of
from verification.domain.upload_rules import upload_states
from verification.pages.answered_form import reads_form
from verification.pages.repair_words import repair_summary
from verification.queries.boards import team_applications
from verification.queries.evidence import unchecked_by_application
from verification.queries.findings import (
    count_by_application,
    count_by_indicator,
    open_questions,
    unanswered,
)
from verification.queries.shares import divisions_of
from verification.queries.shortage import indicators_short


def links_for(person: Person, application: Application) -> Iterator[Link]:
    """The evidence, for all who see the application; the findings, for those who judge them."""
    url = reverse("verification:evidence", args=[application.pk])
    yield Link(title=_("Data dukung"), url=url, hint=repair_summary(application))
    if reads_form(Actor(person), application):
        form = reverse("verification:answered_form", args=[application.pk])
        yield Link(title=_("Formulir penilaian mandiri (PDF)"), url=form)
    sight = sight_of(Actor(person), application)
    if application.repair_round and (sight.for_unit or sight.judges):
        changes = reverse("verification:changes", args=[application.pk])
        yield Link(title=_("Yang berubah sejak perbaikan diminta"), url=changes)
    if sight.judges:
        yield Link(title=_("Temuan"), url=reverse("verification:findings", args=[application.pk]))


def _own(person: Person) -> QuerySet[Application]:
    """The running applications of the person's own unit."""
    return of_own_units(person).filter(being_worked_on())


def evidence(person: Person) -> Iterator[WorkItem]:
    """The evidence of the person's unit, to complete and to send; at first without a team."""
    collecting = (State.SELF_ASSESSED, State.EVIDENCE_OPEN)
    for application in _own(person).filter(state__in=collecting):
        if application.state in upload_states(application):
            yield _to_collect(application)


def _to_collect(application: Application) -> WorkItem:
    left = len(indicators_short(application))
    early = application.state == State.SELF_ASSESSED
    words = _early_words(left) if early else repair_summary(application) or _evidence_words(left)
    waits = early and not left
    ready = not (left or early or application.in_repair)
    page = "award:checklist" if ready else "verification:evidence"
    return WorkItem(
        what=words,
        url=reverse(page, args=[application.pk]),
        application=application,
        due=None if waits else due(application, DateKind.EVIDENCE_DUE),
        count=left,
        waits_for=_("Menunggu tim Kanwil") if waits else "",
    )


def _early_words(left: int) -> str:
    if left:
        text = _("Data dukung sudah boleh diunggah: %(count)d indikator masih kurang.")
        return text % {"count": left}
    return _("Data dukung lengkap. Kirim setelah tim verifikasi ditetapkan.")


def _evidence_words(left: int) -> str:
    if left:
        return _("Lengkapi data dukung: %(count)d indikator masih kurang.") % {"count": left}
    return _("Data dukung lengkap. Periksa dan kirim.")


def answers(person: Person) -> Iterator[WorkItem]:
    """What the unit was asked about its files."""
    mine = _own(person)
    text = _("Jawab %(count)d pertanyaan tentang data dukung.")
    yield from _counted(mine, count_by_application(unanswered(), mine), text, "evidence")


def team_findings(person: Person) -> Iterator[WorkItem]:
    """What waits for the team while it verifies, without what is a colleague's turn."""
    mine = team_applications(person).filter(state=State.UNDER_VERIFICATION)
    yield from _findings(mine, partial(_own_part, person))


def _own_part(person: Person, applications: QuerySet[Application]) -> Counter[UUID]:
    pairs = count_by_indicator(open_questions(), applications)
    asked = applications.filter(pk__in={pk for pk, _code in pairs})
    divisions, own = divisions_of(asked), Counter[UUID]()
    for (pk, code), count in pairs.items():
        if divisions[pk].is_turn_of(person, code):
            own[pk] += count
    return own


def centre_findings(person: Person) -> Iterator[WorkItem]:
    """What waits for the centre's verifiers once the team is done."""
    yield from _findings(Application.objects.exclude(state__in=WITH_THE_TEAM))


def _all(applications: QuerySet[Application]) -> Counter[UUID]:
    return count_by_application(open_questions(), applications)


def _findings(
    applications: QuerySet[Application],
    counted: Callable[[QuerySet[Application]], Counter[UUID]] = _all,
) -> Iterator[WorkItem]:
    chosen = applications.filter(being_worked_on())
    chosen = chosen.select_related("unit", "region", "season__instrument")
    findings = counted(chosen)
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


WORK = (
    (evidence, UNIT_KINDS),
    (answers, UNIT_KINDS),
    (team_findings, {RoleKind.REGION_VERIFIER}),
    (centre_findings, {RoleKind.CENTRE_VERIFIER}),
)
