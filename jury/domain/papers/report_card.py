"""The report card (rapor): what was claimed, found and scored, why, and what to mend first."""

from dataclasses import asdict
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import indicator_names, indicators_of, instrument_of
from criteria.instrument import Instrument
from directory.enums import UnitType
from jury.domain.mending import to_mend
from jury.domain.papers.frame import LANGUAGE, frame
from jury.domain.papers.jurors_words import JurorsWord, jurors_words
from jury.enums import Outcome
from jury.figures import read, reads
from jury.models import Decision, Result
from jury.queries.standing import place_among_its_type
from jury.queries.told import told_result
from record.canonical import Json
from verification.domain.closing_content import answer_text
from verification.queries.basis import latest_verifications

NONE = "–"


def report_data(decision: Decision) -> dict[str, Json]:
    """The rapor of one decision, as its template reads it."""
    application = decision.application
    instrument = instrument_of(application.season)
    result = told_result(decision)
    with override(LANGUAGE):
        return {
            **frame(
                application.season,
                title=_("Rapor %(season)s") % {"season": application.season.name},
                on=decision.date or timezone.localdate(decision.at),
                number=decision.number,
            ),
            "unit": application.unit.name,
            "unit_type": str(UnitType(application.unit_type).label),
            "region": application.region.name,
            "outcome": str(Outcome(decision.outcome).label),
            "total": read(result.total) if result else NONE,
            "jurors": result.n if result else 0,
            "rank": str(decision.rank or NONE) if result else NONE,
            "place": _place(decision) if result else NONE,
            "reasons": decision.reasons,
            "criteria": _criterion_rows(result, instrument) if result else [],
            "mend": [asdict(row) for row in to_mend(decision)],
            "indicators": _indicator_rows(application, result),
        }


def _place(decision: Decision) -> str:
    found = place_among_its_type(decision)
    if found is None:
        return NONE
    return _("%(place)d dari %(of)d") % {"place": found.place, "of": found.of}


def _criterion_rows(result: Result, instrument: Instrument) -> list[Json]:
    """The scores that were decided on, whatever was scored anew since."""
    settled = {s["subject"]: s["result"] for s in result.arithmetic if s["what"] == "rounded"}
    return [
        {
            "title": str(criterion.title),
            "score": reads(settled[criterion.code]),
            "minimum": read(criterion.minimum),
            "met": Decimal(settled[criterion.code]) >= criterion.minimum,
        }
        for criterion in instrument.criteria
        if criterion.code in settled
    ]


def _indicator_rows(application: Application, result: Result | None) -> list[Json]:
    claims, found = claims_of(application), latest_verifications(application)
    words = jurors_words(result) if result else {}
    names = indicator_names(application)
    rows: list[Json] = []
    for indicator in indicators_of(application):
        claim, verified = claims.get(indicator.code), found.get(indicator.code)
        said = words.get(indicator.code, JurorsWord())
        gap = claim is not None and claim.gap
        rows.append(
            {
                "text": names[indicator.code],
                "claim": answer_text(indicator, claim.value if claim else "", gap=gap),
                "region": answer_text(indicator, verified.value if verified else ""),
                "jury": said.answers or NONE,
                "observation": verified.observation if verified else "",
                "comments": list[Json](said.comments),
            }
        )
    return rows
