"""The pages of errors. They tell what to do, and nothing about the inside."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = "120"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or a cookie that was thrown away."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what broke may be the session or the database itself.

    503 where the database did not answer, for proxies and monitors know what to make of that.
    """
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        return HttpResponse(
            render_to_string("500.html"), status=503, headers={"Retry-After": RETRY_SECONDS}
        )
    return HttpResponse(render_to_string("500.html"), status=500)
