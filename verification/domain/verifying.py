"""The Kanwil's value for an indicator: what the team found, beside what the unit claims."""

from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.domain.self_assessment import check_value
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import indicator_names, instrument_of
from directory.actors import Actor
from directory.models import Person
from record.canonical import Fact
from record.domain.work import Work, recorded
from verification.models import Decree, IndicatorVerification
from verification.queries.basis import bases_of, latest_verifications
from verification.queries.team import decree_of
from verification.rules import may_verify


class VerificationChanged(Refused):
    """Somebody else verified this indicator since the page was opened; `verification` is theirs."""

    def __init__(self, verification: IndicatorVerification | None) -> None:
        text = _(
            "Nilai lain untuk indikator ini baru saja disimpan oleh %(name)s; lihat di atas. "
            "Simpan lagi bila nilai Anda yang harus berlaku."
        )
        super().__init__([text % {"name": verification.by.name if verification else "–"}])
        self.verification = verification


def verify_indicator(
    *,
    application_id: UUID | str,
    indicator: str,
    value: str,
    observation: str,
    expected_version: int,
    by: Actor,
) -> IndicatorVerification:
    """Write the team's value as a new version; the earlier ones stay.

    `expected_version` is the version the page showed, 0 for none. Raises NotAllowed outside
    the team in force, Refused for a value the scale lacks or a deviation without observation,
    VerificationChanged when a colleague was faster.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.UNDER_VERIFICATION})
        person, decree = require_team(by, application)
        check_value(application, indicator, value)
        observation = observation.strip()
        _refuse_unfounded(application, indicator, value, observation)
        found = Found(value, observation, bases_of(application)[indicator])
        last = latest_verifications(application).get(indicator)
        if last is not None and found == Found(last.value, last.observation, last.basis):
            return last
        if (last.version if last else 0) != expected_version:
            raise VerificationChanged(last)
        row = IndicatorVerification(application=application, indicator=indicator)
        row.version, row.decree, row.by = expected_version + 1, decree, person
        return write_value(work, row, found)


class Found(NamedTuple):
    """What one verification says, and on what."""

    value: str
    observation: str
    basis: str


def write_value(work: Work, row: IndicatorVerification, found: Found) -> IndicatorVerification:
    """Keep a further version with what was found, and enter it; behind the application's lock."""
    row.value, row.observation, row.basis = found
    row.at = timezone.now()
    row.save(force_insert=True)
    _enter(work, row)
    return row


def _enter(work: Work, row: IndicatorVerification) -> None:
    facts: dict[str, Fact] = {
        "indicator": row.indicator,
        "version": row.version,
        "value": row.value,
        "basis": row.basis,
        "decree": row.decree_id,
    }
    if row.observation:
        facts["observation"] = work.commitment(row.observation)
    work.event("indicator_verified", subject=f"application:{row.application_id}", facts=facts)


def require_team(by: Actor, application: Application) -> tuple[Person, Decree]:
    """The member in force who acts, and the decree; else NotAllowed. The row is locked."""
    decree = decree_of(application)
    if by.person is None or decree is None or not may_verify(by, application):
        raise NotAllowed(_("Hanya anggota tim dengan SK yang berlaku yang dapat melakukan ini."))
    return by.person, decree


def effective_claim(application: Application, indicator: str) -> str:
    """The value the unit's claim counts as: a declared gap counts as unmet."""
    claim = claims_of(application).get(indicator)
    if claim is None:
        return ""
    return instrument_of(application.season).scale_of(indicator).unmet if claim.gap else claim.value


def _refuse_unfounded(
    application: Application, indicator: str, value: str, observation: str
) -> None:
    if not value:
        text = _("Pilih nilai untuk indikator “%(indicator)s”.")
        raise Refused([text % {"indicator": indicator_names(application)[indicator]}])
    if value != effective_claim(application, indicator) and not observation:
        text = _("Nilai berbeda dari pernyataan UPT: tuliskan apa yang Anda temukan.")
        raise Refused([text])
