"""The checkpoints, for anybody: what was signed, and the key to verify it with."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from record.domain.checkpoints import origin, signer
from record.models import Checkpoint
from record.pages.checkpoints_list import CHECKPOINTS
from record.pages.lists import list_page

TEXT = "text/plain; charset=utf-8"


@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """All checkpoints, newest first."""
    key = str(signer().verifier) if settings.CHECKPOINT_KEY else ""
    return list_page(
        request,
        "record/checkpoints.html",
        CHECKPOINTS,
        Checkpoint.objects.all(),
        context={"key": key, "name": origin()},
    )


@require_safe
def note(request: HttpRequest, size: int) -> HttpResponse:
    """One checkpoint exactly as it was signed."""
    return HttpResponse(get_object_or_404(Checkpoint, pk=size).note, content_type=TEXT)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The verifier key of this installation, one line."""
    if not settings.CHECKPOINT_KEY:
        raise Http404
    return HttpResponse(f"{signer().verifier}\n", content_type=TEXT)
