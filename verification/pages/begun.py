"""When a request began: the instant that decides whether an upload was in time."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

HEADER = "X-Request-Start"
ATTRIBUTE = "begun_at"
# How long an upload over a poor line may take before what the proxy says is not believed.
LONGEST = timedelta(hours=6)
_STAMP = re.compile(r"t=(\d{1,12}(?:\.\d{1,6})?)(?:;d=(\d{1,6}(?:\.\d{1,6})?))?")


def request_begun(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Remember the instant before the body is read; to stand first among the middleware.

    A proxy that keeps the whole body back until it is there must say when it began:
    `X-Request-Start: t=${msec};d=${request_time}` in nginx, both in seconds. It is believed
    where trusted proxies are configured, and never for an instant that lies ahead.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        setattr(request, ATTRIBUTE, _begun(request))
        return get_response(request)

    return answer


def begun_at(request: HttpRequest) -> datetime:
    """The instant the request began."""
    known = getattr(request, ATTRIBUTE, None)
    return known if isinstance(known, datetime) else timezone.now()


def _begun(request: HttpRequest) -> datetime:
    now = timezone.now()
    found = _STAMP.fullmatch(request.headers.get(HEADER, ""))
    if found is None or not getattr(settings, "TRUSTED_PROXIES", 0):
        return now
    seconds = float(found[1]) - float(found[2] or 0)
    said = datetime.fromtimestamp(seconds, UTC)
    return said if now - LONGEST <= said <= now else now
