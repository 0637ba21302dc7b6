"""The page of a document of ours: take it away to be signed, bring it back, see who signed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.errors import NotAllowed, Refused
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest, visible_or_404
from record.models import Blob
from verification.domain.intake import Upload
from verification.domain.signed_copies import copies_of, keep_signed
from verification.models import SignedCopy
from verification.pages.paper import saved_pdf
from verification.pages.to_disk import too_large
from workers.checks.pdf.copy_words import Chain

CHAINS = {
    Chain.TRUSTED: (gettext_lazy("Rantai sertifikat dikenal"), "good"),
    Chain.UNKNOWN: (gettext_lazy("Rantai sertifikat tidak dikenal di sini"), "calm"),
    Chain.DOUBTFUL: (gettext_lazy("Sertifikat perlu diperiksa"), "wait"),
}


class SignedForm(forms.Form):
    """The signed PDF."""

    file = forms.FileField(label=gettext_lazy("Berkas bertanda tangan (PDF)"))


@dataclass(frozen=True, kw_only=True)
class Signable:
    """A document as this page shows it. `subject` is the ledger's word for what it is about,
    `copy_url` the address of a signed copy, `name_of` names another document by its SHA-256.
    """

    draft: Blob
    title: str
    subject: str
    file_url: str
    copy_url: Callable[[SignedCopy], str]
    may_bring: bool
    trail: list[tuple[str, str]]
    name_of: Callable[[str], str] = lambda _sha256: ""


def signed_page(request: PersonRequest, found: Signable) -> HttpResponse:
    """Show the document and its signed copies, and take one in from those who may bring it."""
    posting = request.method == "POST"
    if posting and not found.may_bring:
        raise NotAllowed
    form = SignedForm(request.POST, request.FILES) if posting else SignedForm()
    if posting and saved(form, lambda: _bring(request, found, form)):
        messages.success(request, _("Berkas bertanda tangan diterima dan disimpan."))
        return redirect(request.path)
    context = {
        "document": found,
        "rows": [_row(copy, found) for copy in copies_of(found.draft)],
        "form": form if found.may_bring else None,
        "trail": found.trail,
    }
    return render(
        request, "verification/signed_copies.html", context, status=422 if posting else 200
    )


def signed_file(request: PersonRequest, draft: Blob, copy_id: UUID, name: str) -> FileResponse:
    """A signed copy of the draft as an attachment; another document's does not exist here."""
    mine = SignedCopy.objects.filter(draft=draft).select_related("signed")
    return saved_pdf(visible_or_404(request, mine, pk=copy_id).signed, name)


def _bring(request: PersonRequest, found: Signable, form: SignedForm) -> None:
    if too_large(request):
        raise Refused([_("Berkas terlalu besar.")])
    file = form.cleaned_data["file"]
    upload = Upload(file=file.file, size=file.size, name=file.name, begun_at=timezone.now())
    keep_signed(
        draft=found.draft,
        subject=found.subject,
        upload=upload,
        by=actor(request),
        name_of=found.name_of,
    )


def _row(copy: SignedCopy, found: Signable) -> dict[str, Any]:
    signers = []
    for signer in copy.signers:
        label, tone = CHAINS[Chain(signer["chain"])]
        signers.append({**signer, "label": label, "tone": tone})
    return {"copy": copy, "signers": signers, "url": found.copy_url(copy)}
