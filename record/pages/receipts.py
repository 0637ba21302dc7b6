"""Receipts: a person's own acts with a signed proof of each, and the page that checks one."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from record.domain.receipts import Examined, Fault, examine, receipt_of
from record.event_words import title
from record.models import LedgerEntry
from record.pages.forms import ReceiptForm
from record.pages.lists import list_page
from record.pages.receipts_list import KINDS, RECEIPTS, ReceiptsForm
from record.pages.refusals import denied

FAULTS = {
    Fault.NOT_OURS: _("Teks ini bukan tanda terima dari aplikasi ini, atau sudah diubah."),
    Fault.GONE: _(
        "Tanda terima ini asli, tetapi catatannya tidak ada lagi di buku besar. "
        "Laporkan kepada inspektorat dan simpan tanda terima ini."
    ),
    Fault.REWRITTEN: _(
        "Tanda terima ini asli dan catatannya ada, tetapi catatan sebelumnya sudah berbeda. "
        "Laporkan kepada inspektorat dan simpan tanda terima ini."
    ),
}


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """The reader's own acts, newest first."""
    form = ReceiptsForm(request.GET)
    return list_page(
        request, "record/receipts.html", RECEIPTS, form.narrowed(_own(request)), form=form
    )


@login_required
@require_safe
def receipt(request: HttpRequest, seq: int) -> HttpResponse:
    """The receipt of one of the reader's own acts, as a file."""
    entry = _own(request).filter(pk=seq).first() if settings.CHECKPOINT_KEY else None
    if entry is None:
        raise denied(request, "record:receipt")
    answer = HttpResponse(receipt_of(entry), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tanda-terima-{seq}.txt"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a receipt still fits the ledger, for anybody who holds one."""
    form = ReceiptForm(request.POST or None)
    found = examine(form.cleaned_data["text"]) if form.is_valid() else None
    context = {"form": form, "found": found, **(_words(found) if found else {})}
    return render(request, "record/check_receipt.html", context)


def _own(request: HttpRequest) -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(actor=f"person:{request.user.pk}", kind__in=KINDS)


def _words(found: Examined) -> dict[str, Any]:
    """What the page says of it: the facts are in the holder's text already."""
    if found.fault is not None:
        return {"fault": FAULTS[found.fault]}
    if found.entry is None:
        return {}
    facts = json.loads(found.entry.body)["facts"]
    return {
        "title": title(found.entry.kind),
        "facts": sorted((name, str(value)) for name, value in facts.items()),
    }
