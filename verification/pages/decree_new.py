"""Registering a decree, or one that takes another's place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from award.errors import NotAllowed, Refused
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.instruments import instrument_of
from directory.pages.access import PersonRequest
from record.store import Stored
from verification.domain.decree_checks import problems_of
from verification.domain.decree_files import take_in_pdf
from verification.domain.decrees import register_decree, replace_decree
from verification.domain.intake import Upload
from verification.models import Decree
from verification.pages.decree_form import DecreeForm, ReplacementForm
from verification.pages.decree_forms import ScopeForm, as_before
from verification.pages.decree_scope import choices, open_seasons, scope_of
from verification.pages.decrees import seen_decree
from verification.pages.gate import gate
from verification.pages.to_disk import to_disk, too_large
from verification.queries.decrees import regions_registered_by

METHODS = ["GET", "HEAD", "POST"]


@to_disk
@require_http_methods(METHODS)
@gate
def new(request: PersonRequest) -> HttpResponseBase:
    """The form for a decree of one region and season, once both are known."""
    regions, seasons = regions_registered_by(request.user), open_seasons()
    if not regions.exists():
        raise NotAllowed
    scope = scope_of(request, regions, seasons)
    if isinstance(scope, ScopeForm):
        return render(request, "verification/decree_scope.html", {"form": scope, "trail": _trail()})
    region, season = scope
    form = DecreeForm(
        *_posted(request),
        **choices(region, season),
        initial={"issuer": instrument_of(season).decree_issuer, "dated": timezone.localdate()},
    )
    made: list[Decree] = []

    def register(file: Stored) -> None:
        made.append(register_decree(draft=form.draft(), file=file, by=actor(request)))

    if request.method == "POST" and _registered(request, form, register, replaces=None):
        messages.success(request, _("SK terdaftar. Kini tetapkan timnya untuk pengajuan."))
        return redirect("verification:decree", made[0].pk)
    return _form_page(request, form, {"region": region, "season": season})


@to_disk
@require_http_methods(METHODS)
@gate
def replace(request: PersonRequest, decree_id: UUID) -> HttpResponseBase:
    """The form for the decree that takes this one's place."""
    old = seen_decree(request, decree_id)
    if not regions_registered_by(request.user).filter(pk=old.region_id).exists():
        raise NotAllowed
    form = ReplacementForm(
        *_posted(request), **choices(old.region, old.season), initial=as_before(old)
    )
    made: list[Decree] = []

    def put(file: Stored) -> None:
        made.append(
            replace_decree(
                decree_id=old.pk,
                draft=form.draft(),
                file=file,
                reason=form.cleaned_data["reason"],
                by=actor(request),
            )
        )

    if request.method == "POST" and _registered(request, form, put, replaces=old):
        messages.success(request, _("SK pengganti terdaftar; timnya mengambil alih pengajuan."))
        return redirect("verification:decree", made[0].pk)
    return _form_page(request, form, {"region": old.region, "season": old.season, "old": old})


def _registered(
    request: PersonRequest,
    form: DecreeForm,
    register: Callable[[Stored], None],
    *,
    replaces: Decree | None,
) -> bool:
    """Keep the file, then register; a file once taken in need not be sent again."""

    def save() -> None:
        stored = _file(request, form)
        if stored is None:
            return
        form.remember(stored)
        for problem in problems_of(form.draft(), replaces=replaces):
            form.add_error(None, problem)
        if not form.errors:
            register(stored)

    if too_large(request):
        form.is_valid()
        form.add_error("file", _("Berkas ini terlalu besar."))
        return False
    if not form.is_valid():
        _keep_for_next_try(request, form)
        return False
    return saved(form, save) and not form.errors


def _keep_for_next_try(request: PersonRequest, form: DecreeForm) -> None:
    """Nobody picks the file again because a date beside it was wrong."""
    if not form.uploaded():
        return
    try:
        stored = _file(request, form)
    except Refused as refused:
        form.add_error("file", refused.reasons)
    else:
        if stored is not None:
            form.remember(stored)


def _file(request: PersonRequest, form: DecreeForm) -> Stored | None:
    sent = form.uploaded()
    if sent is not None and sent.file is not None:
        upload = Upload(
            file=sent.file, size=sent.size or 0, name=sent.name or "", begun_at=timezone.now()
        )
        return take_in_pdf(upload)
    return form.kept_before()


def _posted(request: PersonRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _form_page(request: PersonRequest, form: DecreeForm, more: dict[str, Any]) -> HttpResponse:
    issuer = instrument_of(form.season).decree_issuer
    context = {"form": form, "issuer": issuer, "trail": _trail(), **more}
    status = 422 if form.is_bound else 200
    return render(request, "verification/decree_new.html", context, status=status)


def _trail() -> list[tuple[str, str]]:
    return [(_("SK tim"), reverse("verification:decrees"))]
