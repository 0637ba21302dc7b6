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
from verification.domain.waiving import check_again, waive, waive_many
from verification.pages.evidence_item import seen_item
from verification.pages.files import seen_version
from verification.pages.gate import gate, seen


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
def waive_many_checks(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Let all the named files count as checked that could not be, with one reason."""
    found = seen(request, application_id)
    count = waive_many(
        application_id=found.pk,
        version_ids=_ids(request.POST.getlist("version")),
        reason=request.POST.get("reason", ""),
        by=actor(request),
    )
    text = _("Pemeriksaan %(count)d berkas dikesampingkan dengan alasan Anda.")
    messages.success(request, text % {"count": count})
    return redirect("verification:findings", found.pk)


def _ids(given: list[str]) -> list[UUID]:
    """The ids that are ids; what is none names no file."""
    ids: list[UUID] = []
    for text in given:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids


@require_POST
@gate
def repeat_checks(request: PersonRequest, version_id: UUID) -> HttpResponse:
    """Have a file checked once more."""
    version = seen_version(request, version_id)
    check_again(version_id=version.pk, by=actor(request))
    messages.success(request, _("Berkas ini akan diperiksa ulang."))
    return redirect("verification:evidence_item", version.item_id)
