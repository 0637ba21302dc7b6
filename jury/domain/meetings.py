"""Keeping the minutes of a reconciliation meeting. A sheet changes by `reopen_scoring` alone."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import holds, today
from jury.domain.impartial import without_conflict
from jury.domain.panels import applications_of
from jury.models import Closing, Meeting, Panel
from record.canonical import Fact
from record.domain.work import recorded


def record_meeting(*, panel: Panel, number: str, on: date, text: str, by: Actor) -> Meeting:
    """Keep the minutes of a meeting about the panel's last closing.

    Raises NotAllowed for anyone but the jury's chair and secretary, and for one of them who has a
    conflict with a unit whose scoring was closed; Refused while the scoring is open, or for
    minutes without number or text, or of a day before the closing or yet to come.
    """
    person = someone(by)
    if not any(holds(person, kind) for kind in (RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY)):
        raise NotAllowed
    with recorded(actor=by.ledger) as work:
        held = [locked(application.pk) for application in applications_of(panel)]
        closed = [each for each in held if each.state != State.IN_SCORING]
        without_conflict(by, closed)
        closing = panel.closings.last()
        if closing is None or State.SCORED not in {each.state for each in closed}:
            raise Refused([_("Penilaian panel ini belum ditutup.")])
        _check(panel, closing, number, on, text)
        meeting = Meeting.objects.create(
            panel=panel,
            closing=closing,
            number=number.strip(),
            date=on,
            text=text.strip(),
            by=person,
            at=timezone.now(),
        )
        facts: dict[str, Fact] = {
            "meeting": str(meeting.pk),
            "closing": str(closing.pk),
            "number": meeting.number,
            "date": meeting.date,
            "text": work.commitment(meeting.text),
        }
        work.event("meeting_recorded", subject=f"panel:{panel.pk}", facts=facts)
        work.job("render_meeting", subject=f"meeting:{meeting.pk}")
    return meeting


def _check(panel: Panel, closing: Closing, number: str, on: date, text: str) -> None:
    if not (number.strip() and text.strip()):
        raise Refused([_("Nomor dan isi berita acara wajib diisi.")])
    if not timezone.localdate(closing.at) <= on <= today():
        raise Refused([_("Tanggal rapat harus sejak penutupan dan tidak lewat dari hari ini.")])
    if panel.meetings.filter(number=number.strip()).exists():
        raise Refused([_("Berita acara dengan nomor ini sudah ada.")])
