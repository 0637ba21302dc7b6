"""Small things each answer gets."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing here uses them: a phone's camera comes through a file field, which needs no right.
_DENIED = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{name}=()" for name in _DENIED)


def request_id(get_response: Answer) -> Answer:
    """Bind one id to all log lines of a request, and tell it to the one who asks for help."""

    def answer(request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number, path=request.path)
        response = get_response(request)
        response.headers["X-Request-ID"] = number
        return response

    return answer


def browser_rights(get_response: Answer) -> Answer:
    """Take from our pages the browser's powers that they do not need."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def not_kept_by_browsers(get_response: Answer) -> Answer:
    """Keep pages of signed-in people out of caches, also of the browser in a shared office."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return answer


def unsent_forms(get_response: Answer) -> Answer:
    """Lead whoever sent a form after the session was over back to its page, and tell them.

    The address a form is sent to often answers POST alone: after signing in it would open nothing.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        sign_in = reverse("directory:sign_in")
        if response.headers["Location"].startswith(f"{sign_in}?next="):
            query = QueryDict(mutable=True)
            query.update({"next": _page_of_form(request), "unsent": "1"})
            response.headers["Location"] = f"{sign_in}?{query.urlencode(safe='/')}"
        return response

    return answer


def _page_of_form(request: HttpRequest) -> str:
    """The page of this site that the browser names as the form's; else the front page."""
    own, page = request.build_absolute_uri("/"), request.headers.get("Referer", "")
    return "/" + page.removeprefix(own) if page.startswith(own) else "/"


def opened_directly(get_response: Answer) -> Answer:
    """Say something where an address takes forms alone: an empty 405 is the browser's error page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        wants_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code != 405 or not wants_page:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    return answer
