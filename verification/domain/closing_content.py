"""All that a closing document says, as plain data; its digest is what makes it one document.

It is always in Indonesian, the language of the office, whoever prepares it.
"""

from datetime import date
from typing import TypeAlias

from django.utils import timezone, translation

from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import indicator_names, indicators_of, instrument_of
from criteria.instrument import Indicator
from record.canonical import Json
from record.dates import day_text
from record.domain.printed_checkpoints import latest_checkpoint
from verification.enums import ClosingKind, RepairCode, Verdict
from verification.models import Decree, RepairRequest
from verification.queries.basis import latest_verifications
from verification.queries.explained import explained_to_unit
from verification.queries.findings import shown_to_unit
from verification.queries.visits import observations_by_indicator, visits_of, waiver_of

Content: TypeAlias = dict[str, Json]

MINISTRY = "KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA REPUBLIK INDONESIA"
TITLES = {
    ClosingKind.MINUTES: "Berita Acara Hasil Evaluasi",
    ClosingKind.LETTER: "Surat Keterangan Hasil Evaluasi",
}
PREFIXES = {ClosingKind.MINUTES: "BA", ClosingKind.LETTER: "SKet"}


def content_of(
    application: Application,
    *,
    kind: ClosingKind,
    decree: Decree,
    number: int,
    on: date,
    reasons: str = "",
    how_again: str = "",
) -> Content:
    """The document's content: unit, decree, team, values, findings, visits, repairs, checkpoint."""
    with translation.override("id"):
        instrument = instrument_of(application.season)
        return {
            "kind": kind.value,
            "language": "id",
            "title": TITLES[kind],
            "number": f"{PREFIXES[kind]}/{application.unit.work_unit_code}/"
            f"{application.season.year}/{number}",
            "date": on.isoformat(),
            "issuer": [MINISTRY, application.region.name],
            "provisional": instrument.provisional,
            "unit": _unit(application),
            "season": application.season.name,
            "instrument": f"{instrument.title} ({instrument.code}, versi {instrument.version})",
            "decree": _decree(decree),
            "team": _team(decree),
            "visits": _visits(application),
            "indicators": _indicators(application),
            "findings": _findings(application),
            "repairs": _repairs(application),
            "reasons": reasons,
            "how_again": how_again,
            "checkpoint": latest_checkpoint(),
        }


def _unit(application: Application) -> Content:
    unit = application.unit
    return {
        "name": unit.name,
        "code": unit.work_unit_code,
        "type": unit.get_unit_type_display(),
        "class": unit.get_unit_class_display(),
    }


def _decree(decree: Decree) -> Content:
    return {
        "number": decree.number,
        "date": decree.date.isoformat(),
        "issuer": decree.get_issuer_display(),
        "starts": decree.starts.isoformat(),
        "last_day": decree.last_day.isoformat(),
    }


def _team(decree: Decree) -> list[Json]:
    return [
        {
            "name": member.person.name,
            "nip": member.person.nip or "",
            "function": member.get_function_display(),
            "tasks": member.tasks,
        }
        for member in decree.members.select_related("person")
    ]


def _visits(application: Application) -> list[Json]:
    rows: list[Json] = [
        {
            "date": visit.date.isoformat(),
            "present": visit.present,
            "summary": visit.summary,
            "photos": len(visit.photos.all()),
        }
        for visit in visits_of(application)
    ]
    waiver = waiver_of(application)
    if waiver is not None:
        rows.append({"waived_by": waiver.by.name, "reason": waiver.reason})
    return rows


def _indicators(application: Application) -> list[Json]:
    claims, values = claims_of(application), latest_verifications(application)
    seen, names = observations_by_indicator(application), indicator_names(application)
    rows: list[Json] = []
    for indicator in indicators_of(application):
        claim, value = claims.get(indicator.code), values.get(indicator.code)
        notes = [value.observation] if value and value.observation else []
        notes += [observation.text for observation in seen.get(indicator.code, [])]
        gap = claim is not None and claim.gap
        rows.append(
            {
                "name": names[indicator.code],
                "claim": answer_text(indicator, claim.value if claim else "", gap=gap),
                "value": answer_text(indicator, value.value if value else ""),
                "differs": bool(claim and value and (gap or claim.value != value.value)),
                "observation": "\n".join(notes),
                "provisional": indicator.provisional,
            }
        )
    return rows


def answer_text(indicator: Indicator, value: str, *, gap: bool = False) -> str:
    """An answer in the scale's words; a declared gap is named as one."""
    if gap:
        return "Tidak dapat ditunjukkan"
    return str(indicator.scale.answer(value).text) if value else "–"


def _findings(application: Application) -> list[Json]:
    decided = shown_to_unit(application).exclude(verdict=None).select_related("version__item")
    names = indicator_names(application)
    rows: list[Json] = []
    for finding in decided.prefetch_related("decisions__by"):
        last = finding.decisions.all()[len(finding.decisions.all()) - 1]
        rows.append(
            {
                "indicator": names[finding.version.item.indicator],
                "file": finding.version.item.number,
                "question": explained_to_unit(finding),
                "verdict": str(Verdict(last.verdict).label),
                "reason": last.reason,
                "by": last.by.name,
            }
        )
    return rows


def _repairs(application: Application) -> list[Json]:
    names = indicator_names(application)
    return [
        {
            "round": row.round,
            "indicator": names[row.indicator],
            "codes": ", ".join(str(RepairCode(code).label) for code in row.codes),
            "text": row.text,
            "at": day_text(timezone.localdate(row.at, application.region.zone.info)),
        }
        for row in RepairRequest.objects.filter(application=application)
    ]
