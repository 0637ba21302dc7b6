"""What can still stand in an edge's way on the jury's side."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.at_once import GuardOfMany
from award.enums import State
from award.given import Given
from award.models import Application
from award.queries.instruments import instrument_of
from jury.enums import ModifierState, ObjectionState, PaperKind
from jury.models import Closing, Hearing, Meeting, ModifierEntry, Objection, Paper, Result
from jury.queries.results import score_of
from jury.queries.sheets import nothing_assessed, valid_sheets
from record.dates import moment_text
from verification.queries.findings import confirmed_false

TARGETS: dict[str, tuple[State, ...]] = {
    State.NOT_PASSED: (State.UNDER_VERIFICATION,),
    State.AWARDED: (State.SCORED, State.IN_SCORING),
    State.NOT_AWARDED: (State.SCORED, State.IN_SCORING),
}


@GuardOfMany
def quorum_of_sheets(applications: Collection[Application], given: Given) -> dict[UUID, list[str]]:
    """Each has as many sheets that count as the instrument asks for."""
    sheets = valid_sheets().filter(application__in=[a.pk for a in applications])
    sealed = Counter(sheets.order_by().values_list("application_id", flat=True))
    text = _("%(unit)s baru memiliki %(sealed)d dari %(needed)d lembar nilai yang sah.")
    lines: dict[UUID, list[str]] = {}
    for application in applications:
        counted = sealed[application.pk]
        needed = instrument_of(application.season).process.sheets_min
        if counted < needed:
            named = {"unit": application.unit.name, "sealed": counted, "needed": needed}
            lines[application.pk] = [text % named]
    return lines


@GuardOfMany
def modifiers_settled(applications: Collection[Application], given: Given) -> dict[UUID, list[str]]:
    """What counts for or against a unit is decided before anybody sees the scores."""
    entries = ModifierEntry.objects.filter(
        application__in=[a.pk for a in applications], state=ModifierState.REGISTERED
    )
    waiting = Counter(entries.order_by().values_list("application_id", flat=True))
    lines: dict[UUID, list[str]] = {}
    for application in applications:
        if count := waiting[application.pk]:
            text = ngettext(
                "%(count)d penyesuai nilai %(unit)s belum diputuskan.",
                "%(count)d penyesuai nilai %(unit)s belum diputuskan.",
                count,
            )
            lines[application.pk] = [text % {"count": count, "unit": application.unit.name}]
    return lines


@GuardOfMany
def assessed_or_named(applications: Collection[Application], given: Given) -> dict[UUID, list[str]]:
    """Something of each could be assessed, or it is named among `given.data["not_assessable"]`.

    Named are ids as text; one of which something was assessed must not be among them.
    """
    named, nothing = given.data.get("not_assessable", ()), nothing_assessed(applications)
    unnamed = _(
        "%(unit)s tidak dapat dinilai: tidak ada indikator yang dinilai. Sebutkan alasannya, maka "
        "panel ditutup dan UPT ini tidak mendapat nilai."
    )
    misnamed = _("%(unit)s dapat dinilai; UPT ini tidak dapat dinyatakan sebaliknya.")
    lines: dict[UUID, list[str]] = {}
    for application in applications:
        if (application.pk in nothing) != (str(application.pk) in named):
            text = unnamed if application.pk in nothing else misnamed
            lines[application.pk] = [text % {"unit": application.unit.name}]
    return lines


@GuardOfMany
def minutes_named(applications: Collection[Application], given: Given) -> dict[UUID, list[str]]:
    """A scoring is opened again by the minutes of a meeting about this closing, kept as a PDF.

    `given.data` has the id of the `meeting` and the SHA-256 of its PDF as `minutes`.
    """
    meeting, line = _meeting_named(given)
    if meeting is None:
        return {application.pk: [line] for application in applications}
    results = Result.objects.filter(application__in=[a.pk for a in applications])
    newest = results.select_related("closing").order_by("pk")
    closings = {row.application_id: row.closing for row in newest}
    text = _("Berita acara itu tentang penutupan yang lain.")
    lines = {a.pk: [text] for a in applications if not _about(meeting, closings.get(a.pk))}
    return {a.pk: [line] for a in applications if line} | lines


def _meeting_named(given: Given) -> tuple[Meeting | None, str]:
    """The meeting with what is wrong with its minutes whichever application it is about."""
    named, digest = given.data.get("meeting"), given.data.get("minutes")
    if not named or not digest:
        return None, _("Sebutkan berita acara rapat yang meminta pembukaan kembali.")
    papers = Paper.objects.filter(kind=PaperKind.MEETING, meeting=named, blob=digest)
    paper = papers.select_related("meeting__closing").first()
    if paper is None or paper.meeting is None:
        return None, _("Berita acara itu tidak tersimpan sebagai PDF.")
    begun = timezone.localdate(paper.meeting.closing.at)
    if not begun <= paper.meeting.date <= timezone.localdate(given.at) or paper.at > given.at:
        return paper.meeting, _(
            "Berita acara itu tidak dibuat antara penutupan dan pembukaan kembali."
        )
    return paper.meeting, ""


def _about(meeting: Meeting, closing: Closing | None) -> bool:
    """Whether the meeting was about the panel's closing that gave a result, or a later one."""
    if closing is None or meeting.panel_id != closing.panel_id:
        return False
    return meeting.closing.at >= closing.at


def may_be_awarded(application: Application, given: Given) -> list[str]:
    """It has a score whose grade is that of a laureate, and misses no minimum."""
    score = score_of(application)
    if score is None or score.total is None:
        return [_("%(unit)s belum memiliki nilai.") % {"unit": application.unit.name}]
    if score.laureate:
        return []
    if score.missed:
        text = _("%(unit)s belum mencapai nilai minimum: %(criteria)s.")
        instrument = instrument_of(application.season)
        missed = ", ".join(str(instrument.criterion(code).title) for code in score.missed)
        return [text % {"unit": application.unit.name, "criteria": missed}]
    return [_("Predikat %(unit)s tidak termasuk penerima.") % {"unit": application.unit.name}]


def unit_was_heard(application: Application, given: Given) -> list[str]:
    """A hearing about this was opened, and the unit answered or let its time pass.

    It is the one whose id `given.data` has as `hearing`; who is disqualified was asked about a
    finding that is still confirmed.
    """
    about = "revoke" if application.state == State.AWARDED else "disqualify"
    hearing = Hearing.objects.filter(application=application, about=about, closed_at=None).first()
    if hearing is None:
        return [_("UPT belum dimintai keterangan.")]
    if given.data.get("hearing") != str(hearing.pk):
        return [_("Usulan ini bukan tentang permintaan keterangan yang berjalan. Usulkan kembali.")]
    if about == "disqualify" and not _confirmed_of(application, hearing):
        return [
            _(
                "Temuan yang ditanyakan kepada UPT tidak lagi dinyatakan terbukti. Hentikan "
                "permintaan keterangan ini; tentang temuan lain UPT dimintai keterangan tersendiri."
            )
        ]
    if hearing.answered_at is not None or given.at > hearing.answer_due:
        return []
    due = moment_text(hearing.answer_due)
    return [_("UPT masih dapat memberi keterangan sampai %(due)s.") % {"due": due}]


def _confirmed_of(application: Application, hearing: Hearing) -> bool:
    """Whether false evidence is confirmed by one of the findings the unit was asked about."""
    return confirmed_false(application).filter(pk__in=hearing.findings.values("finding")).exists()


def objection_open(application: Application, given: Given) -> list[str]:
    """An objection is filed and not decided."""
    filed = Objection.objects.filter(application=application, state=ObjectionState.FILED)
    return [] if filed.exists() else [_("Tidak ada keberatan yang sedang diajukan.")]


def objection_target_fits(application: Application, given: Given) -> list[str]:
    """`given.data["target"]` is a state that an upheld objection may lead to."""
    target = given.data.get("target")
    if target not in targets_from(application):
        return [_("Keadaan tujuan tidak sesuai dengan keputusan yang dipersoalkan.")]
    return []


def targets_from(application: Application) -> tuple[State, ...]:
    """Where an upheld objection may lead: for a decision that cut the way short, to where it was."""
    fixed = TARGETS.get(application.state)
    if fixed is not None:
        return fixed
    return (State(application.state_before),) if application.state_before else ()
