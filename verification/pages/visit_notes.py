"""What was seen on a visit: adding words and photos in one go, and showing the photos."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from award.errors import NotAllowed, Refused
from award.pages.forms.saving import saved
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, visible_or_404
from verification.domain.intake import Upload
from verification.domain.visit_notes import add_photo, observe
from verification.models import Visit, VisitPicture
from verification.pages.desk_forms import NoteForm
from verification.pages.gate import gate
from verification.pages.paper import drawn_picture
from verification.pages.to_disk import to_disk, too_large
from verification.pages.visits import seen_visit, visit_page

FIELD = "photo"


@to_disk
@require_POST
@gate
def note(request: PersonRequest, visit_id: UUID) -> HttpResponseBase:
    """Save the words and each photo by itself: one that is refused does not hold up the others."""
    found = seen_visit(request, visit_id)
    form = NoteForm(request.POST, names=indicator_names(found.application))
    if not form.is_valid():
        return visit_page(request, found, note=form, status=422)
    text = form.cleaned_data["text"].strip()
    kept, refusals = _photos(request, found, form.cleaned_data["indicator"])
    if not text and not kept and not refusals:
        form.add_error("text", _("Tuliskan apa yang terlihat, atau tambahkan foto."))
    if form.errors or (text and not saved(form, lambda: _observe(request, found, form))):
        return visit_page(request, found, note=form, status=422)
    _tell(request, kept, refusals, noted=bool(text))
    return redirect("verification:visit", found.pk)


@require_safe
@gate
def photo(request: PersonRequest, photo_id: UUID, name: str) -> HttpResponseBase:
    """The picture of a visit's photo, small or large."""
    pictures = VisitPicture.objects.select_related("photo", "blob")
    mine = pictures.filter(photo__visit__application__in=visible_to(request.user).values("pk"))
    found = visible_or_404(request, mine, photo=photo_id, name=name)
    seen_visit(request, found.photo.visit_id)
    return drawn_picture(found.blob)


def _observe(request: PersonRequest, found: Visit, form: NoteForm) -> None:
    given = form.cleaned_data
    observe(visit_id=found.pk, indicator=given["indicator"], text=given["text"], by=actor(request))


def _photos(request: PersonRequest, found: Visit, indicator: str) -> tuple[int, list[str]]:
    """How many photos were taken in, and why the others were not."""
    tried = [_add(request, found, indicator, file) for file in request.FILES.getlist(FIELD)]
    refusals = [f"{name}: {_('Berkas ini terlalu besar.')}" for name in too_large(request)]
    return tried.count(None), [*refusals, *filter(None, tried)]


def _add(
    request: PersonRequest, found: Visit, indicator: str, file: UploadedFile[bytes]
) -> str | None:
    """Why a photo was not taken, if it was not."""
    if file.file is None:
        return _("Berkas ini tidak sampai. Kirim sekali lagi.")
    upload = Upload(
        file=file.file, size=file.size or 0, name=file.name or "", begun_at=timezone.now()
    )
    try:
        add_photo(visit_id=found.pk, indicator=indicator, upload=upload, by=actor(request))
    except NotAllowed:
        raise
    except Refused as refused:
        return f"{upload.name}: {' '.join(refused.reasons)}"
    return None


def _tell(request: PersonRequest, kept: int, refusals: list[str], *, noted: bool) -> None:
    """Say of each part whether it was kept, so that nobody sends the kept one twice."""
    for refusal in refusals:
        messages.error(request, refusal)
    done = [_("Catatan tersimpan.")] if noted else []
    if kept:
        text = ngettext("%(count)d foto tersimpan.", "%(count)d foto tersimpan.", kept)
        done.append(text % {"count": kept})
    if done:
        messages.success(request, " ".join(done))
