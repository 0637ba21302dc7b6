"""What people do with a piece of evidence: take it back, set its checks aside, repeat them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.pages.requests import actor
from directory.pages.access import PersonRequest
from verification.domain.evidence import remove
from verification.domain.waiving import check_again, waive
from verification.pages.evidence_item import seen_item
from verification.pages.files import seen_version
from verification.pages.gate import gate


@require_POST
@gate
def remove_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Take a piece of evidence back."""
    item = seen_item(request, item_id)
    remove(item_id=item.pk, by=actor(request))
    messages.success(request, _("Berkas dihapus dari indikator ini. Byte-nya tetap tersimpan."))
    return redirect("verification:indicator", item.application_id, item.indicator)


@require_POST
@gate
def waive_checks(request: PersonRequest, version_id: UUID) -> HttpResponse:
    """Let a file count as checked that could not be."""
    version = seen_version(request, version_id)
    waive(version_id=version.pk, reason=request.POST.get("reason", ""), by=actor(request))
    messages.success(request, _("Pemeriksaan berkas ini dikesampingkan dengan alasan Anda."))
    return redirect("verification:evidence_item", version.item_id)


@require_POST
@gate
def repeat_checks(request: PersonRequest, version_id: UUID) -> HttpResponse:
    """Have a file checked once more."""
    version = seen_version(request, version_id)
    check_again(version_id=version.pk, by=actor(request))
    messages.success(request, _("Berkas ini akan diperiksa ulang."))
    return redirect("verification:evidence_item", version.item_id)
