"""The evidence of one application: all indicators, and one of them with its files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.enums import DateKind, State
from award.errors import NotAllowed
from award.models import Application, Step
from award.pages.questions_beside import questions_beside
from award.pages.requests import actor
from award.queries.calendar import due
from award.rules import works_for_unit
from directory.pages.access import PersonRequest
from record.domain.long_works import ask
from record.pages.lists import asked_file, exports_of
from verification.domain.sight import Sight, sight_of
from verification.domain.upload_rules import may_change
from verification.long_works import OWN_FILES
from verification.pages.changed_rows import changed_beside
from verification.pages.evidence_rows import file_list, groups
from verification.pages.findings_rows import questions_about
from verification.pages.gate import gate, seen
from verification.pages.repair_words import repair_rows
from verification.pages.slots import Slot
from verification.pages.upload_slots import further_slot
from verification.pages.work_lists import FILES

COLLECTING = (State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN)


@require_safe
@gate
def evidence(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Every indicator with how much of its evidence is there, and the way to send it all."""
    found = seen(request, application_id)
    by = actor(request)
    sight = sight_of(by, found)
    slots = groups(found, sight)
    if file := asked_file(request, FILES, file_list(slots)):
        return file
    context = {
        "application": found,
        "groups": slots,
        "exports": exports_of(request)
        if any(slot.files for group in slots for slot in group.slots)
        else [],
        **_when(found),
        "for_unit": sight.for_unit,
        "judges": sight.judges,
        "is_head": sight.is_head,
        "open": found.state == State.EVIDENCE_OPEN,
        "repairs": repair_rows(found),
        "early": found.state in (State.DRAFT, State.SELF_ASSESSED),
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
    }
    return render(request, "verification/evidence.html", context)


@require_POST
@gate
def own_files(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Ask for an archive of the unit's own files."""
    found = seen(request, application_id)
    if works_for_unit(actor(request), found) is None:
        raise NotAllowed
    back = reverse("verification:evidence", args=[found.pk])
    work = ask(kind=OWN_FILES, by=request.user.pk, params={"application": str(found.pk)}, link=back)
    return redirect("record:long_work", pk=work.pk)


@require_safe
@gate
def indicator(request: PersonRequest, application_id: UUID, code: str) -> HttpResponse:
    """One indicator: the question, what helps, what was claimed, the files, the upload form."""
    found = seen(request, application_id)
    by = actor(request)
    sight = sight_of(by, found)
    slots = _slots(found, sight)
    place = _place(slots, code)
    slot = slots[place]
    context = {
        **_slot_context(found, slot),
        **_when(found),
        "for_unit": sight.for_unit,
        "amends": found.state == State.EVIDENCE_OPEN and sight.is_head,
        "upload": further_slot(found, slot)
        if sight.for_unit and may_change(found, code, by)
        else None,
        "changed": changed_beside(found, code, sight),
        **questions_beside(by, found, code, mine=sight.for_unit),
        "findings": questions_about(found, code, sight),
        "before": slots[place - 1] if place else None,
        "after": slots[place + 1] if place + 1 < len(slots) else None,
        "trail": trail_to_evidence(found),
    }
    return render(request, "verification/evidence_indicator.html", context)


@require_safe
@gate
def indicator_files(request: PersonRequest, application_id: UUID, code: str) -> HttpResponseBase:
    """The files of one indicator alone, for a page that asks how far their checks are."""
    found = seen(request, application_id)
    slots = _slots(found, sight_of(actor(request), found))
    context = _slot_context(found, slots[_place(slots, code)])
    return render(request, "verification/evidence_files.html", context)


def _when(found: Application) -> dict[str, Any]:
    """Until when evidence is collected, or when it was sent; a date that is over asks nothing."""
    if found.state in COLLECTING:
        return {"due": due(found, DateKind.EVIDENCE_DUE), "sent_at": None}
    sent = Step.objects.filter(application=found, edge="submit_evidence").order_by("-version")
    return {"due": None, "sent_at": sent.values_list("at", flat=True).first()}


def _slots(found: Application, sight: Sight) -> list[Slot]:
    return [slot for group in groups(found, sight) for slot in group.slots]


def _place(slots: list[Slot], code: str) -> int:
    place = next((n for n, slot in enumerate(slots) if slot.indicator.code == code), None)
    if place is None:
        raise Http404
    return place


def _slot_context(found: Application, slot: Slot) -> dict[str, Any]:
    code = slot.indicator.code
    poll = reverse("verification:indicator_files", args=[found.pk, code])
    return {"application": found, "slot": slot, "poll_url": poll if slot.unsettled else None}


def trail_to_evidence(found: Application) -> list[tuple[str, str]]:
    """The way back up from a page about one indicator or file."""
    return [
        (found.unit.name, reverse("award:application", args=[found.pk])),
        (_("Data dukung"), reverse("verification:evidence", args=[found.pk])),
    ]
