"""A refusal of the domain as an answer a person can act on."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Outdated, Refused
from award.pages.outdated import Change, what_changed
from award.pages.requests import wants_json
from directory.models import Person
from directory.pages.access import PersonRequest, signed_in

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]
Plain = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def gate(view: View[P]) -> Plain[P]:
    """Let signed-in people through, and answer what the domain refuses.

    403 for the wrong person, 409 for a stale page, 422 for what stands in the way.
    """

    @wraps(view)
    def answered(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return answer(request, refusal)

    return signed_in(cast(View[P], answered))


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page, or the JSON message, for one refusal."""
    if isinstance(refusal, Outdated):
        return _outdated(request, refusal)
    status = 403 if isinstance(refusal, NotAllowed) else 422
    if wants_json(request):
        return JsonResponse({"message": " ".join(refusal.reasons)}, status=status)
    back = request.headers.get("Referer", "") if request.method == "POST" else ""
    context = {
        "obstacles": refusal.reasons,
        "url": _own(request, back),
        "kept": _rows(_texts(request)),
    }
    return render(request, "refused_page.html", context, status=status)


def _outdated(request: HttpRequest, outdated: Outdated) -> HttpResponse:
    reader = request.user if isinstance(request.user, Person) else None
    change = what_changed(outdated, reader)
    if wants_json(request):
        message = {"message": " ".join(outdated.reasons), "url": change.url}
        return JsonResponse(message, status=409)
    kept = outdated.kept or _texts(request)
    return stale_page(request, change, kept=kept)


def stale_page(
    request: HttpRequest, change: Change, *, kept: list[tuple[str, str]]
) -> HttpResponse:
    """The page (409) that says what changed meanwhile, with what the person had typed."""
    context = {**asdict(change), "kept": _rows(kept)}
    return render(request, "stale_page.html", context, status=409)


def _rows(kept: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": label, "value": value} for label, value in kept]


def _texts(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed beside a button that has no form of its own: sentences, not codes."""
    typed = [
        (name, value.strip())
        for name in request.POST
        if "password" not in name
        for value in request.POST.getlist(name)
    ]
    labels = {"reason": _("Alasan")}
    kept = [(name, text) for name, text in typed if " " in text or (text and name in labels)]
    return [(labels.get(name, _("Isian")), text) for name, text in kept]


def _own(request: HttpRequest, url: str) -> str:
    """The page to go back to: only one of this site, else the work list."""
    own = request.build_absolute_uri("/")
    return url if url.startswith(own) else reverse("award:work")
