"""What can still stand in an edge's way on the unit's and the season's side.

A guard answers the list of what stands in the way, in the reader's language; empty means go.
"""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from award.enums import DateKind, SeasonState, State
from award.given import Given
from award.models import Application
from award.obstacle import Obstacle
from award.queries.answers import unanswered
from award.queries.calendar import due, is_past_grace
from award.queries.instruments import indicator_names, instrument_of
from award.queries.running import was_sent_back
from record.dates import day_text, moment_text


def season_open_or_sent_back(application: Application, given: Given) -> list[str]:
    """The first steps belong to an open season; later only one that was sent back walks them."""
    season = application.season
    if season.state == SeasonState.OPEN or was_sent_back(application):
        return []
    text = _("Tidak dapat dilakukan saat periode “%(state)s”.")
    return [text % {"state": season.get_state_display()}]


def unit_open(application: Application, given: Given) -> list[str]:
    """The unit was not closed."""
    closed = application.unit.closed_on
    if closed is None or closed > timezone.localdate():
        return []
    text = _("UPT ini ditutup sejak %(day)s. Hubungi Ditjen HAM.")
    return [text % {"day": day_text(closed)}]


def self_assessment_window_open(application: Application, given: Given) -> list[str]:
    """Between the day self-assessment opens and its due date."""
    opens = due(application, DateKind.SELF_ASSESSMENT_OPENS)
    if opens is not None and given.at < opens:
        return [_("Penilaian mandiri baru dibuka %(when)s.") % {"when": moment_text(opens)}]
    return _not_past(application, DateKind.SELF_ASSESSMENT_DUE, given)


def evidence_window_open(application: Application, given: Given) -> list[str]:
    """The due date of evidence has not passed."""
    return _not_past(application, DateKind.EVIDENCE_DUE, given)


def all_indicators_answered(application: Application, given: Given) -> list[str]:
    """Every indicator of the unit has an answer; each line leads to the one that has not."""
    names, instrument = indicator_names(application), instrument_of(application.season)
    text = _("Indikator “%(indicator)s” belum dijawab.")
    missing: list[str] = []
    for indicator in unanswered(application):
        criterion = instrument.criterion_of(indicator.code)
        page = reverse("award:criterion", args=[application.pk, criterion.code])
        named = text % {"indicator": names[indicator.code]}
        missing.append(Obstacle(named, f"{page}#{indicator.code}"))
    return missing


def truth_stated(application: Application, given: Given) -> list[str]:
    """`given.data["statement"]`: the head declares the answers to be true."""
    if given.data.get("statement"):
        return []
    return [_("Kepala UPT belum menyatakan bahwa isian ini benar.")]


def repair_time_over(application: Application, given: Given) -> list[str]:
    """The evidence is in repair and the time for it, with its grace, has passed."""
    if application.in_repair and is_past_grace(application, DateKind.EVIDENCE_DUE, given.at):
        return []
    return [_("Masa perbaikan belum berakhir.")]


def never_submitted_and_time_over(application: Application, given: Given) -> list[str]:
    """What the unit has still to send was never sent, and its time with grace has passed."""
    if application.in_repair:
        return [_("Data dukung sudah pernah dikirim.")]
    kind = (
        DateKind.SELF_ASSESSMENT_DUE if application.state == State.DRAFT else DateKind.EVIDENCE_DUE
    )
    return [] if is_past_grace(application, kind, given.at) else [_("Batas waktu belum lewat.")]


def new_verification_date(application: Application, given: Given) -> list[str]:
    """`given.data["until"]` is an instant to come: until when the team verifies again."""
    date = given.data.get("until")
    if isinstance(date, datetime) and date > given.at:
        return []
    return [_("Tentukan batas verifikasi baru yang belum lewat.")]


def decision_named(application: Application, given: Given) -> list[str]:
    """`given.data` has the `number` and the `date` of the decision this carries out."""
    if given.data.get("number") and given.data.get("date"):
        return []
    return [_("Nomor dan tanggal keputusan belum diisi.")]


def calendar_open_for_return(application: Application, given: Given) -> list[str]:
    """The date that matters in the state it returns to has not passed."""
    kind = {
        State.DRAFT: DateKind.SELF_ASSESSMENT_DUE,
        State.SELF_ASSESSED: DateKind.TEAM_DUE,
        State.EVIDENCE_OPEN: DateKind.EVIDENCE_DUE,
    }.get(State(application.state_before), DateKind.VERIFICATION_DUE)
    return _not_past(application, kind, given)


def _not_past(application: Application, kind: DateKind, given: Given) -> list[str]:
    instant = due(application, kind)
    if instant is None or given.at <= instant:
        return []
    text = _("%(what)s sudah lewat: %(when)s.")
    return [text % {"what": kind.label, "when": moment_text(instant)}]
