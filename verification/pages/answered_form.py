"""The form of the self-assessment as a PDF, for who works on paper: in the columns of the annex."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Answer, Application, Claim, StatementOfTruth
from award.pages.requests import actor
from award.queries.answers import answers_of, claims_of
from award.queries.instruments import instrument_of
from award.rules import reads_questions, works_for_unit
from criteria.instrument import Indicator
from criteria.pages.presenting import Form, forms
from directory.actors import Actor
from directory.enums import UnitType
from directory.pages.access import PersonRequest
from directory.queries.staffing import head_titles
from record.dates import moment_text
from record.domain.documents import render
from record.pages.saved import HEADERS
from verification.domain.closing_content import MINISTRY
from verification.pages.gate import gate, seen
from verification.queries.evidence import live_versions_of

TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "self_assessment.typ"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CHOSEN = "X"
Given: TypeAlias = Mapping[str, Answer] | Mapping[str, Claim]


@require_safe
@gate
def answered_form(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The form, for the unit and for those of the Kanwil and the centre who read with it."""
    found = seen(request, application_id)
    by = actor(request)
    if not reads_questions(by, found):
        raise NotAllowed
    made = render(TEMPLATE, form_data(found, _given(found, by)))
    answer = HttpResponse(made, content_type="application/pdf", headers=HEADERS)
    name = f"formulir-{found.season.year}-{found.unit.work_unit_code}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def reads_form(by: Actor, application: Application) -> bool:
    """Whether there is a form for the person: the two sides that fill it in and compare it.

    No juror; and nobody else before the unit sent what it answered.
    """
    if works_for_unit(by, application):
        return True
    return application.claims.exists() and reads_questions(by, application)


def form_data(application: Application, given: Given) -> dict[str, Any]:
    """What the template places: always Indonesian, the language of the office."""
    with translation.override("id"):
        instrument = instrument_of(application.season)
        draft = application.state == State.DRAFT
        stated = None if draft else application.statements.select_related("by").last()
        day = timezone.localdate(stated.at) if stated else timezone.localdate()
        files = Counter(v.item.indicator for v in live_versions_of(application))
        parts = forms(instrument, instrument.group_of(application.unit_type))
        return {
            "title": "Formulir Penilaian Mandiri",
            "language": "id",
            "date": day.isoformat(),
            "issuer": [MINISTRY, application.region.name, application.unit.name],
            "provisional": instrument.provisional,
            "draft": draft,
            "place": _place(application, str(instrument.title)),
            "parts": [
                _part(letter, part, application.unit_type, given, files)
                for letter, part in zip(LETTERS, parts, strict=False)
            ],
            "statement": _statement(application, stated) if stated else None,
        }


def _given(application: Application, by: Actor) -> Given:
    """What the unit wrote; others read only what was sent. Raises Refused if that is nothing."""
    claims = claims_of(application)
    if works_for_unit(by, application) and (application.state == State.DRAFT or not claims):
        return answers_of(application)
    if not claims:
        raise Refused([_("UPT belum mengirim penilaian mandiri.")])
    return claims


def _place(application: Application, instrument: str) -> list[list[str]]:
    unit = application.unit
    kind = f"{UnitType(application.unit_type).label}, {unit.get_unit_class_display()}"
    return [
        ["Unit Pelaksana Teknis", unit.name],
        ["Kode satuan kerja", unit.work_unit_code],
        ["Jenis dan kelas", kind],
        ["Kanwil", application.region.name],
        ["Periode", application.season.name],
        ["Instrumen", instrument],
    ]


def _part(
    letter: str, part: Form, unit_type: str, given: Given, files: Mapping[str, int]
) -> dict[str, Any]:
    asked = [q for q in part.questions if unit_type in q.indicator.unit_types]
    scale = part.questions[0].indicator.scale
    audience = f" ({part.audience})" if part.audience else ""
    return {
        "title": f"{letter}. {part.criterion}{audience}",
        "answers": [str(answer.text) for answer in scale.answers],
        "rows": [_row(q.number, q.indicator, given.get(q.indicator.code), files) for q in asked],
    }


def _row(
    number: int, indicator: Indicator, given: Answer | Claim | None, files: Mapping[str, int]
) -> dict[str, Any]:
    value, count = given.value if given else "", files.get(indicator.code, 0)
    gap = isinstance(given, Claim) and given.gap
    shown = "Dinyatakan belum ada" if gap else "–"
    return {
        "number": str(number),
        "text": str(indicator.text),
        "provisional": indicator.provisional or indicator.scale.provisional,
        "note": given.note if given else "",
        "marks": [CHOSEN if answer.code == value else "" for answer in indicator.scale.answers],
        "evidence": f"{count} berkas" if count else shown,
    }


def _statement(application: Application, stated: StatementOfTruth) -> dict[str, Any]:
    return {
        "text": stated.text,
        "title": head_titles(application.unit_id).at(stated.by_id, stated.at),
        "name": stated.by.name,
        "nip": stated.by.nip or "",
        "at": moment_text(stated.at, application.region.zone.info),
    }
