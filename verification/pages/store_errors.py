"""What a reader is told when the evidence store cannot do its part."""

import errno

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from award.pages.requests import wants_json
from record.errors import StoreError, StoreFull, StoreUnavailable

RETRY_SECONDS = "120"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
log = structlog.get_logger(__name__)


def full_disk(fault: OSError) -> StoreFull:
    """The store's word for a disk without space; any other fault is raised again."""
    if fault.errno not in NO_SPACE:
        raise fault
    return StoreFull(str(fault))


def answer_store_error(request: HttpRequest, fault: StoreError) -> HttpResponse:
    """Answer 507 without space, 503 while the store is away, 500 for damaged or lost bytes."""
    log.error("store_error", kind=type(fault).__name__, why=str(fault))
    status, text = _told(fault)
    if wants_json(request):
        response: HttpResponse = JsonResponse({"message": text}, status=status)
    else:
        response = render(request, "verification/store_away.html", {"text": text}, status=status)
    if status != 500:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _told(fault: StoreError) -> tuple[int, str]:
    if isinstance(fault, StoreFull):
        return 507, _("Tempat penyimpanan berkas penuh. Berkas belum diterima; coba lagi nanti.")
    if isinstance(fault, StoreUnavailable):
        return 503, _(
            "Penyimpanan berkas sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi."
        )
    return 500, _(
        "Berkas ini tidak dapat dibaca dari penyimpanan. Gangguan ini tercatat; beri tahu pengelola sistem bila berulang."
    )
