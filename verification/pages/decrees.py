"""The register of decrees: the list, one decree, its file, its end."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.models import Application
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.instruments import instrument_of
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, visible_or_404
from record.pages.lists import list_page
from verification.domain.decrees import end_decree
from verification.models import Decree
from verification.pages.decree_forms import EndDecreeForm
from verification.pages.gate import gate
from verification.pages.list_forms import DecreesForm
from verification.pages.paper import saved_pdf
from verification.pages.work_lists import DECREES
from verification.queries.decrees import decree_list, regions_registered_by, visible_decrees


@require_safe
@gate
def decrees(request: PersonRequest) -> HttpResponseBase:
    """The decrees this person may see, the newest first."""
    form = DecreesForm(request.GET)
    return list_page(
        request,
        "verification/decrees.html",
        DECREES,
        form.narrowed(decree_list(request.user)),
        form=form,
        rows=_rows,
        context={"registers": regions_registered_by(request.user).exists()},
    )


@require_safe
@gate
def decree(request: PersonRequest, decree_id: UUID) -> HttpResponse:
    """One decree: what stands on it, its team, its applications."""
    return decree_page(request, seen_decree(request, decree_id), EndDecreeForm())


@require_safe
@gate
def decree_file(request: PersonRequest, decree_id: UUID) -> FileResponse:
    """The decree itself, as the PDF that was handed in."""
    found = seen_decree(request, decree_id)
    return saved_pdf(found.file, f"sk-tim-{found.region_id}-{found.date.isoformat()}.pdf")


@require_POST
@gate
def end(request: PersonRequest, decree_id: UUID) -> HttpResponseBase:
    """End a decree before its last day."""
    found = seen_decree(request, decree_id)
    form = EndDecreeForm(request.POST)

    def save() -> None:
        end_decree(decree_id=found.pk, reason=form.cleaned_data["reason"], by=actor(request))

    if not saved(form, save):
        return decree_page(request, found, form, status=422)
    messages.success(request, _("SK diakhiri. Pengajuan yang terkait kini tanpa tim."))
    return redirect("verification:decree", found.pk)


def seen_decree(request: PersonRequest, decree_id: UUID) -> Decree:
    """The decree, if this person may see it; else a 404 that is logged."""
    return visible_or_404(request, visible_decrees(request.user), pk=decree_id)


def decree_page(
    request: PersonRequest, found: Decree, form: EndDecreeForm, *, status: int = 200
) -> HttpResponse:
    """The page of one decree, with the form that ends it where this person may."""
    assigned = Application.objects.filter(assignments__decree=found, assignments__ends=None)
    mine = visible_to(request.user).filter(pk__in=assigned.values("pk"))
    keeps = regions_registered_by(request.user).filter(pk=found.region_id).exists()
    process = instrument_of(found.season).process
    context = {
        "decree": found,
        "row": _row(found),
        "members": found.members.select_related("person"),
        "units": found.units.all(),
        "applications": mine.order_by("unit__name"),
        "replaced_by": Decree.objects.filter(replaces=found).first(),
        "changes": keeps and timezone.now() < found.valid_until,
        "form": form,
        "conflict_years": process.conflict_years,
        "conflict_years_open": "conflict_years" in process.provisional_fields,
        "trail": [(_("SK tim"), reverse("verification:decrees"))],
    }
    return render(request, "verification/decree.html", context, status=status)


def _rows(decrees: Sequence[Decree]) -> list[dict[str, Any]]:
    return [_row(decree) for decree in decrees]


def _row(decree: Decree) -> dict[str, Any]:
    now = timezone.now()
    if decree.ended_at is not None:
        label, tone = _("Diakhiri"), "calm"
    elif decree.in_force(now):
        label, tone = _("Berlaku"), "good"
    elif now < decree.valid_from:
        label, tone = _("Belum berlaku"), "wait"
    else:
        label, tone = _("Masa berlaku habis"), "bad"
    return {"decree": decree, "label": label, "tone": tone}
