"""What counts for or against one unit: registered and decided by the centre, answered by the unit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, visible_or_404
from jury.domain.modifiers import answer_modifier, decide_modifier, register_modifier
from jury.enums import Direction
from jury.models import ModifierEntry
from jury.pages.access import JUDGING, must_hold
from jury.pages.forms.modifiers import ModifierAnswerForm, ModifierDecisionForm, ModifierForm
from jury.pages.modifiers_page import modifiers_page, seen_for_modifiers
from verification.pages.gate import gate


@require_safe
@gate
def modifiers(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The register of one application, with what this reader may do."""
    return modifiers_page(request, seen_for_modifiers(request, application_id))


@require_POST
@gate
def register(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Enter a modifier; the unit is told."""
    must_hold(request, JUDGING)
    found = seen_for_modifiers(request, application_id)
    form = ModifierForm.about(found, request.POST)

    def act() -> ModifierEntry:
        given = dict(form.cleaned_data)
        code, direction = given.pop("what")
        return register_modifier(
            application_id=found.pk,
            code=code,
            direction=Direction(direction),
            by=actor(request),
            **given,
        )

    if saved(form, act):
        messages.success(request, _("Tercatat. UPT diminta menjawab."))
        return redirect("jury:modifiers", found.pk)
    return modifiers_page(request, found, register_form=form, status=422)


@require_POST
@gate
def answer(request: PersonRequest, modifier_id: UUID) -> HttpResponse:
    """The unit's head answers."""
    row = _seen(request, modifier_id)
    found = seen_for_modifiers(request, row.application_id)
    form = ModifierAnswerForm(request.POST, auto_id=f"answer-{row.pk}-%s")
    if saved(
        form,
        lambda: answer_modifier(
            modifier_id=row.pk, answer=form.cleaned_data["answer"], by=actor(request)
        ),
    ):
        messages.success(request, _("Jawaban Anda diterima."))
        return redirect("jury:modifiers", found.pk)
    return modifiers_page(request, found, row_form=(row.pk, form), status=422)


@require_POST
@gate
def decide(request: PersonRequest, modifier_id: UUID) -> HttpResponse:
    """Another person lets it count, or not."""
    must_hold(request, JUDGING)
    row = _seen(request, modifier_id)
    found = seen_for_modifiers(request, row.application_id)
    form = ModifierDecisionForm(request.POST, auto_id=f"decide-{row.pk}-%s")
    if saved(
        form,
        lambda: decide_modifier(
            modifier_id=row.pk,
            applied=form.cleaned_data["outcome"] == "applied",
            reason=form.cleaned_data["reason"],
            by=actor(request),
        ),
    ):
        messages.success(request, _("Keputusan tentang penyesuai tercatat."))
        return redirect("jury:modifiers", found.pk)
    return modifiers_page(request, found, row_form=(row.pk, form), status=422)


def _seen(request: PersonRequest, modifier_id: UUID) -> ModifierEntry:
    return visible_or_404(request, ModifierEntry.objects.all(), pk=modifier_id)
