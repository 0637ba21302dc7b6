"""Closing a verification: minutes or letter prepared, signed, and the edge walked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.domain.transitions import transit
from award.errors import NotAllowed, Refused
from award.pages.forms.saving import saved
from award.pages.requests import actor, expected_version
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, visible_or_404
from verification.domain.closing import Words, prepare_closing
from verification.domain.readers import reads_closing
from verification.domain.signing import sign
from verification.enums import ClosingKind
from verification.models import Minutes
from verification.pages.closing_page import closing_page
from verification.pages.desk import at_desk
from verification.pages.desk_forms import LetterForm, SignForm
from verification.pages.former_member import tell_former_member
from verification.pages.gate import gate
from verification.pages.paper import saved_pdf
from verification.queries.closing import current_closing

FILE_NAMES = {ClosingKind.MINUTES: "berita-acara", ClosingKind.LETTER: "surat-keterangan"}


@require_safe
@gate
def closing(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The documents, their signatures, and what stands between the team and its end."""
    return closing_page(request, at_desk(request, application_id))


@require_POST
@gate
def prepare_minutes(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Write the minutes as they now are."""
    found = at_desk(request, application_id)
    prepare_closing(application_id=found.pk, kind=ClosingKind.MINUTES, by=actor(request))
    messages.success(request, _("Berita Acara siap ditandatangani."))
    return redirect("verification:closing", found.pk)


@require_POST
@gate
def prepare_letter(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Write the letter to a unit that does not pass."""
    found = at_desk(request, application_id)
    form = LetterForm(request.POST)

    def prepare() -> None:
        words = Words(**form.cleaned_data)
        prepare_closing(
            application_id=found.pk, kind=ClosingKind.LETTER, by=actor(request), words=words
        )

    if not saved(form, prepare):
        return closing_page(request, found, letter=form, status=422)
    messages.success(request, _("Surat Keterangan siap ditandatangani."))
    return redirect("verification:closing", found.pk)


@require_POST
@gate
def sign_document(request: PersonRequest, minutes_id: UUID) -> HttpResponseBase:
    """Sign, with the password once more; the digest is of what the page showed."""
    document = seen_document(request, minutes_id)
    form = SignForm(request.POST)

    def put_name() -> None:
        if not _is_the_person(request, form.cleaned_data["password"]):
            form.add_error("password", _("Kata sandi tidak cocok."))
            return
        digest = request.POST.get("digest", "")
        sign(minutes_id=document.pk, digest=digest, by=actor(request))

    if not saved(form, put_name) or form.errors:
        unsigned = {document.pk: form}
        return closing_page(request, document.application, signing=unsigned, status=422)
    messages.success(request, _("Tanda tangan Anda tersimpan."))
    return redirect("verification:closing", document.application_id)


@require_POST
@gate
def reject(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """Close the verification as not passed, for the reasons the signed letter gives."""
    found = at_desk(request, application_id)
    letter = current_closing(found, ClosingKind.LETTER)
    if letter is None:
        raise Refused([_("Surat Keterangan belum disiapkan.")])
    transit(
        application_id=found.pk,
        edge="reject_verification",
        by=actor(request),
        expected_version=expected_version(request),
        reason=letter.reasons,
    )
    messages.success(request, _("Verifikasi ditutup. UPT menerima Surat Keterangan."))
    return redirect("award:application", found.pk)


@require_safe
@gate
def document_file(request: PersonRequest, minutes_id: UUID) -> FileResponse:
    """The PDF of a closing document."""
    document = seen_document(request, minutes_id)
    unit = document.application.unit.work_unit_code
    name = FILE_NAMES[ClosingKind(document.kind)]
    return saved_pdf(document.pdf, f"{name}-{unit}-{document.number}.pdf")


def seen_document(request: PersonRequest, minutes_id: UUID) -> Minutes:
    """The document, for those who may read it; else a 404 that is logged."""
    rows = Minutes.objects.select_related(
        "application__unit",
        "application__region",
        "application__season__instrument",
        "pdf",
        "decree",
    )
    for application_id in rows.filter(pk=minutes_id).values_list("application", flat=True):
        tell_former_member(request, application_id)
    mine = rows.filter(application__in=visible_to(request.user).values("pk"))
    document = visible_or_404(request, mine, pk=minutes_id)
    if not reads_closing(actor(request), document):
        raise denied(request, document=minutes_id)
    return document


def _is_the_person(request: PersonRequest, password: str) -> bool:
    """Whether the password is theirs; wrong ones count towards the lock-out like at sign-in."""
    person: Any = authenticate(request, username=request.user.email, password=password)
    if getattr(request, "axes_locked_out", False):
        raise NotAllowed(_("Terlalu banyak kata sandi yang salah. Coba lagi nanti."))
    return bool(person == request.user)
