"""Confirming several indicators as matching the unit's claim at once, each with a row of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import Refused, Stale
from directory.actors import Actor
from record.domain.work import recorded
from verification.domain.verifying import Found, require_team, write_value
from verification.guards.matching import in_question
from verification.models import IndicatorVerification
from verification.queries.looked import Looked, looked_at


@dataclass(frozen=True)
class Seen:
    """What the page showed of an indicator: the value's version, and what one would rest on."""

    version: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class Matched:
    """The new values, and why each of the other indicators was left out."""

    rows: list[IndicatorVerification]
    left: dict[str, str]


def confirm_matching(
    *, application_id: UUID | str, seen: Mapping[str, Seen], expected_version: int, by: Actor
) -> Matched:
    """Write for each of these indicators that it is as the unit claims; the others are named.

    Raises NotAllowed outside the team in force, Refused where none is named, Stale when the
    application has moved since the page was opened.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.UNDER_VERIFICATION})
        person, decree = require_team(by, application)
        if application.version != expected_version:
            raise Stale(application, application.steps.order_by("-version").first())
        if not seen:
            raise Refused([_("Centang paling sedikit satu indikator.")])
        looked = looked_at(application)
        left = {code: _why_not(looked.get(code), page) for code, page in seen.items()}
        rows = []
        for code in (code for code, why in left.items() if not why):
            row = IndicatorVerification(application=application, indicator=code)
            row.version, row.decree, row.by = looked[code].version + 1, decree, person
            rows.append(write_value(work, row, _as_claimed(looked[code])))
    return Matched(rows=rows, left={code: why for code, why in left.items() if why})


def _why_not(looked: Looked | None, page: Seen) -> str:
    if looked is None:
        return _("Indikator ini tidak berlaku untuk UPT ini.")
    why = in_question(looked)
    if not why and (looked.version, looked.basis) != (page.version, page.basis):
        return _("Nilai atau berkasnya berubah sejak halaman ini dibuka. Lihat lagi.")
    return why


def _as_claimed(looked: Looked) -> Found:
    claim = looked.claim
    assert claim is not None  # noqa: S101 - what has no claim is in question
    return Found(claim.value, "", looked.basis)
