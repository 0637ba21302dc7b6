"""Files come in: one or several at once, with a script or without."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from award.errors import NotAllowed, Refused
from award.models import Application
from award.pages.requests import actor, wants_json
from directory.pages.access import PersonRequest
from verification.domain.evidence import receive
from verification.domain.intake import Letter, Upload, in_language
from verification.domain.upload_rules import require_unit
from verification.pages.begun import begun_at
from verification.pages.gate import gate, seen
from verification.pages.letters import letter_of
from verification.pages.on_disk import LARGEST_FILE, LARGEST_REQUEST, OnDisk
from verification.pages.upload_slots import FIELD
from verification.queries.receipts import Receipt
from workers.checks.explanations import refusal_text

MEBIBYTE = 1024 * 1024


@csrf_exempt  # only until the handler below is set: `_taken` is protected
@require_POST
@gate
def upload(request: PersonRequest, application_id: UUID, code: str) -> HttpResponseBase:
    """Take files in as evidence of an indicator; nothing is read for whom it is not open."""
    found = seen(request, application_id)
    require_unit(found, actor(request))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        return JsonResponse({"message": _too_large()}, status=413)
    request.upload_handlers = [OnDisk(request)]
    return _taken(request, found, code)


@csrf_protect
def _taken(request: PersonRequest, found: Application, code: str) -> HttpResponse:
    """All files of the request, which goes to disk as this first reads it."""
    receipts, refusals = _receive_all(request, found, code)
    if not receipts and not refusals:
        refusals = [_("Pilih dahulu berkas yang hendak dikirim.")]
    for receipt in receipts:
        if receipt.repeated:  # told on the next page, for a script's own words are gone by then
            messages.info(request, _already_there(receipt))
    if wants_json(request):
        return _told(receipts, refusals)
    if not receipts:
        raise Refused(refusals)
    for refusal in refusals:
        messages.error(request, refusal)
    taken = sum(not receipt.repeated for receipt in receipts)
    if taken:
        text = ngettext("%(count)d berkas diterima.", "%(count)d berkas diterima.", taken)
        messages.success(request, text % {"count": taken})
    return _onward(request, found, code, receipts)


def _receive_all(
    request: PersonRequest, found: Application, code: str
) -> tuple[list[Receipt], list[str]]:
    """Each file by itself: one that is refused does not hold up the others."""
    files = request.FILES.getlist(FIELD)  # this reads the request, so it comes first
    if len(files) > 1 and request.POST.get("item"):
        raise Refused([_("Pilih satu berkas saja untuk mengganti satu berkas.")])
    letter = letter_of(request, len(files))
    refusals = [_named(name, _too_large()) for name in _skipped(request)]
    receipts: list[Receipt] = []
    for file in files:
        taken = _upload(request, file, letter)
        try:
            receipts.append(
                receive(
                    application_id=found.pk,
                    indicator=code,
                    upload=taken,
                    by=actor(request),
                    replaces=_replaced(request),
                )
            )
        except NotAllowed:
            raise
        except Refused as refusal:
            refusals.append(_named(taken.name, " ".join(refusal.reasons)))
    return receipts, refusals


def _upload(request: PersonRequest, file: UploadedFile[bytes], letter: Letter) -> Upload:
    if file.file is None:
        raise Refused([_("Berkas ini tidak sampai. Kirim sekali lagi.")])
    at = begun_at(request)
    return Upload(
        file=file.file, size=file.size or 0, name=file.name or "", begun_at=at, letter=letter
    )


def _replaced(request: PersonRequest) -> UUID | None:
    """The item whose next version the form says the file is."""
    named = request.POST.get("item", "")
    if not named:
        return None
    try:
        return UUID(named)
    except ValueError as error:
        raise Refused([_("Berkas yang hendak diganti tidak ada.")]) from error


def _skipped(request: HttpRequest) -> list[str]:
    return [
        name
        for handler in request.upload_handlers
        if isinstance(handler, OnDisk)
        for name in handler.too_large
    ]


def _too_large() -> str:
    return in_language(refusal_text("too_large", limit=LARGEST_FILE // MEBIBYTE))


def _named(name: str, text: str) -> str:
    return f"{name}: {text}" if name else text


def _already_there(receipt: Receipt) -> str:
    text = _("Berkas ini sudah ada (berkas %(number)d), jadi tidak ditambahkan lagi.")
    return _named(receipt.name, text % {"number": receipt.version.item.number})


def _told(receipts: list[Receipt], refusals: list[str]) -> JsonResponse:
    """The answer to a script, which sends one file at a time."""
    if refusals:
        return JsonResponse({"message": " ".join(refusals)}, status=422)
    last = receipts[-1]
    at = last.at.isoformat()
    text = _("Diterima. Nomor buku besar %(number)d.") % {"number": last.ledger_number}
    return JsonResponse(
        {
            "message": text,
            "sha256": last.sha256,
            "size": last.size,
            "received_at": at,
            "ledger_number": last.ledger_number,
            "ledger_hash": last.ledger_hash,
        },
        status=201,
    )


def _onward(
    request: PersonRequest, found: Application, code: str, receipts: list[Receipt]
) -> HttpResponse:
    if request.POST.get("item"):
        return redirect("verification:evidence_item", receipts[-1].version.item_id)
    return redirect("verification:indicator", found.pk, code)
