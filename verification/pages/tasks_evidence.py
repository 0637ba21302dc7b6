"""What evidence and findings ask of people, for the work list, and the pages they offer."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
from verification.queries.evidence import unchecked_by_application
from verification.queries.findings import count_by_application, open_questions, unanswered
from verification.queries.shortage import indicators_short

COLLECTING = (State.SELF_ASSESSED, State.EVIDENCE_OPEN)


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


def own_evidence(person: Person) -> Iterator[WorkItem]:
    """The evidence of the person's unit, to complete and to send, and what was asked about it.

    It is collected without a team at first.
    """
    own = _own(person)
    mine = list(own)
    for application in mine:
        if application.state in COLLECTING and application.state in upload_states(application):
            yield _to_collect(application)
    if mine:
        asked = count_by_application(unanswered(), own)
        yield from _counted(mine, asked, _asked_words, "evidence")


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


def _asked_words(count: int) -> str:
    return _("Jawab %(count)d pertanyaan tentang data dukung.") % {"count": count}


def centre_findings(person: Person) -> Iterator[WorkItem]:
    """What waits for the centre's verifiers once the team is done."""
    rows = Application.objects.exclude(state__in=WITH_THE_TEAM).filter(being_worked_on())
    chosen = rows.select_related("unit", "region")
    for counts, words, route in (
        (count_by_application(open_questions(), chosen), found_words, "findings"),
        (unchecked_by_application(chosen), unchecked_words, "evidence"),
    ):
        yield from _counted(chosen.filter(pk__in=list(counts)), counts, words, route)


def found_words(count: int) -> str:
    """That so many findings wait for a decision."""
    return _("Putuskan %(count)d temuan.") % {"count": count}


def unchecked_words(count: int) -> str:
    """That so many files could not be checked."""
    text = _("%(count)d berkas tidak dapat diperiksa; periksa ulang atau kesampingkan.")
    return text % {"count": count}


def _counted(
    applications: Iterable[Application],
    counts: Counter[UUID],
    words: Callable[[int], str],
    route: str,
) -> Iterator[WorkItem]:
    for application in applications:
        if count := counts[application.pk]:
            yield WorkItem(
                what=words(count),
                url=reverse(f"verification:{route}", args=[application.pk]),
                application=application,
                count=count,
            )


WORK = (
    (own_evidence, UNIT_KINDS),
    (centre_findings, {RoleKind.CENTRE_VERIFIER}),
)
