"""Sending an application back to its unit for repair, with reasons for each indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.domain.transitions import transit
from award.enums import DateKind
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import indicator_names
from directory.actors import Actor
from directory.models import Person
from record.canonical import Fact
from record.domain.work import Work, recorded
from verification.enums import RepairCode
from verification.guards.repair import repair_due
from verification.models import RepairRequest


@dataclass(frozen=True, kw_only=True)
class RepairAsked:
    """What is wrong with one indicator: one or more codes, and words for the unit."""

    codes: tuple[RepairCode, ...]
    text: str = ""


def return_for_repair(
    *,
    application_id: UUID | str,
    repairs: Mapping[str, RepairAsked],
    by: Actor,
    expected_version: int,
) -> Application:
    """Open the named indicators to the unit until the round's date, which is never past the
    date for verification. Raises what the door raises, and Refused where a text is missing.
    """
    if by.person is None:
        raise NotAllowed
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        ends = repair_due(application, timezone.now())
        reasons = wordless(application, repairs)
        if reasons:
            raise Refused(reasons)
        codes = {indicator: [str(c) for c in asked.codes] for indicator, asked in repairs.items()}
        application = transit(
            application_id=application_id,
            edge="return_for_repair",
            by=by,
            expected_version=expected_version,
            repairs=codes,
            indicators=sorted(codes),
            until=ends,
            until_kind=DateKind.EVIDENCE_DUE,
        )
        _write(work, application, repairs, by.person, ends)
    return application


def _write(
    work: Work,
    application: Application,
    repairs: Mapping[str, RepairAsked],
    by: Person,
    ends: datetime,
) -> None:
    RepairRequest.objects.bulk_create(
        RepairRequest(
            application=application,
            round=application.repair_round,
            indicator=indicator,
            codes=[str(code) for code in asked.codes],
            text=asked.text.strip(),
            by=by,
            at=application.state_since,
        )
        for indicator, asked in repairs.items()
    )
    texts = {code: asked.text.strip() for code, asked in repairs.items() if asked.text.strip()}
    facts: dict[str, Fact] = {
        "round": application.repair_round,
        "until": ends,
        "codes": {code: [str(c) for c in asked.codes] for code, asked in repairs.items()},
        "texts": {code: work.commitment(text) for code, text in texts.items()},
    }
    work.event("repair_asked", subject=f"application:{application.pk}", facts=facts)


def wordless(application: Application, repairs: Mapping[str, RepairAsked]) -> list[str]:
    """What lacks words: “other” tells nothing without, a suspicion must be told what it is."""
    text = _("Jelaskan alasan perbaikan indikator “%(indicator)s” dengan kata-kata.")
    names = indicator_names(application)
    return [
        text % {"indicator": names.get(indicator, indicator)}
        for indicator, asked in repairs.items()
        if not asked.text.strip()
        and {RepairCode.OTHER, RepairCode.SUSPECTED_FALSE} & set(asked.codes)
    ]
