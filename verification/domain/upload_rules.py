"""What must hold for a file to become evidence; asked before the bytes are kept and again behind
the application's lock.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.self_assessment import check_indicator_open
from award.edges import MOVING
from award.enums import DateKind, State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.calendar import due, grace_of
from award.queries.embargo import told_state
from award.queries.instruments import indicators_of, instrument_of
from award.rules import works_for_unit
from criteria.instrument import Indicator
from directory.actors import Actor
from directory.models import Person
from directory.queries.roles import today
from record.dates import moment_text
from verification.models import EvidenceItem
from verification.queries.evidence import is_sealed

IN_ORDER = (State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN)


def upload_states(application: Application) -> tuple[State, ...]:
    """The states in which the season's instrument lets a unit hand in evidence."""
    begins = State(instrument_of(application.season).process.evidence_from)
    return IN_ORDER[IN_ORDER.index(begins) :]


def require_unit(application: Application, by: Actor) -> Person:
    """The person, if they are the unit's head or operator now; else raises NotAllowed."""
    if by.person is None or works_for_unit(by, application) is None:
        raise NotAllowed(_("Hanya kepala dan operator UPT ini yang dapat mengubah data dukung."))
    return by.person


def require_indicator(application: Application, code: str) -> Indicator:
    """The indicator, if it applies to the unit; else Refused."""
    for indicator in indicators_of(application):
        if indicator.code == code:
            return indicator
    raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])


def require_open(application: Application, code: str, replaces: EvidenceItem | None = None) -> None:
    """Raise Refused where the indicator's evidence cannot change in the present state.

    A file that was sealed for malware may be replaced even after the evidence was sent.
    """
    reopened = replaces is not None and is_sealed(replaces)
    states = upload_states(application)
    if reopened:
        states = (*states, State.UNDER_VERIFICATION)
    if application.state not in states:
        text = _("Data dukung tidak dapat diubah dalam keadaan “%(state)s”.")
        raise Refused([text % {"state": told_state(application)}])
    if application.season.state not in MOVING:
        text = _("Data dukung tidak dapat diubah saat periode “%(state)s”.")
        raise Refused([text % {"state": application.season.get_state_display()}])
    if not application.unit.is_open(today()):
        raise Refused([_("UPT ini sudah ditutup. Hubungi Ditjen HAM.")])
    if not reopened:
        check_indicator_open(application, code)


def may_change(
    application: Application, code: str, by: Actor, replaces: EvidenceItem | None = None
) -> bool:
    """Whether the person may now change the indicator's evidence, for a page to offer a form."""
    try:
        require_unit(application, by)
        require_open(application, code, replaces)
        require_in_time(application, timezone.now())
    except Refused:
        return False
    return True


def require_in_time(application: Application, begun_at: datetime) -> None:
    """Raise Refused unless the upload began before the date and ends within the grace."""
    instant = due(application, DateKind.EVIDENCE_DUE)
    if instant is None:
        return
    shown = {"when": moment_text(instant)}
    if begun_at > instant:
        raise Refused([_("Batas data dukung sudah lewat: %(when)s.") % shown])
    if timezone.now() > instant + grace_of(application):
        text = _("Unggahan dimulai tepat waktu, tetapi berakhir setelah tenggang dari %(when)s.")
        raise Refused([text % shown])
