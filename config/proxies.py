"""Whose request it is, behind reverse proxies."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the nearest hop that is not one of our own proxies.

    Each proxy appends to X-Forwarded-For whom it talked to; what stands further left was written
    by the client and proves nothing. With fewer entries than proxies somebody came past them, and
    the socket's own address counts.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    count: int = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if count == 0 or len(forwarded) < count:
        return direct
    return forwarded[-count] or direct
