"""A refusal of the domain as an answer a person can act on."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from award.edges import by_name
from award.errors import NotAllowed, Refused, Stale
from award.pages.requests import wants_json
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
    if isinstance(refusal, Stale):
        return _stale(request, refusal)
    status = 403 if isinstance(refusal, NotAllowed) else 422
    if wants_json(request):
        return JsonResponse({"message": " ".join(refusal.reasons)}, status=status)
    back = request.headers.get("Referer", "") if request.method == "POST" else ""
    context = {"obstacles": refusal.reasons, "url": _own(request, back)}
    return render(request, "refused_page.html", context, status=status)


def _stale(request: HttpRequest, stale: Stale) -> HttpResponse:
    step = stale.last_step
    url = reverse("award:application", args=[stale.application.pk])
    context = {
        "what": by_name(step.edge).title if step else stale.application.get_state_display(),
        "who": (step.by.name if step.by else step.get_capacity_display()) if step else "",
        "at": stale.application.state_since,
        "url": url,
    }
    if wants_json(request):
        return JsonResponse({"message": " ".join(stale.reasons), "url": url}, status=409)
    return render(request, "stale_page.html", context, status=409)


def _own(request: HttpRequest, url: str) -> str:
    """The page to go back to: only one of this site, else the work list."""
    own = request.build_absolute_uri("/")
    return url if url.startswith(own) else reverse("award:work")
