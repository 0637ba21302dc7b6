"""The checkpoints, for anybody: what was signed, and the key to verify it with."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from record.domain.checkpoints import origin, signer
from record.models import Checkpoint

PER_PAGE = 50
TEXT = "text/plain; charset=utf-8"


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All checkpoints, newest first."""
    rows = Checkpoint.objects.order_by("-size")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    key = str(signer().verifier) if settings.CHECKPOINT_KEY else ""
    return render(request, "record/checkpoints.html", {"page": page, "key": key, "name": origin()})


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
