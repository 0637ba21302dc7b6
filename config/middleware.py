"""Small things each answer gets."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

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
