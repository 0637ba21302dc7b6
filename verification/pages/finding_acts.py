"""What a person asks for on the page of a finding: further pictures, a look at the other file."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied
from verification.domain.drawing import MAPS, ask_for, page_subject
from verification.domain.sight import reads_findings
from verification.domain.twin_looks import look
from verification.models import Drawing, Finding
from verification.pages.file_answers import PICTURE, inline_picture
from verification.pages.finding_page import seen_finding
from verification.pages.gate import gate

_PAGE = re.compile(r"[1-9][0-9]{0,4}")


@require_POST
@gate
def draw_page(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """Have a page of the PDF drawn as each of its versions shows it."""
    found = _judged(request, finding_id)
    page = request.POST.get("page", "")
    if not _PAGE.fullmatch(page):
        raise Http404
    ask_for(version_id=found.version_id, subject=page_subject(int(page)), by=actor(request))
    messages.success(request, _("Halaman sedang digambar. Biasanya selesai dalam beberapa detik."))
    return redirect(f"{reverse('verification:finding', args=[found.pk])}?halaman={page}#halaman")


@require_POST
@gate
def draw_maps(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """Have the heat maps of the picture made."""
    found = _judged(request, finding_id)
    ask_for(version_id=found.version_id, subject=MAPS, by=actor(request))
    messages.success(request, _("Peta sedang dibuat. Biasanya selesai dalam beberapa detik."))
    return redirect(f"{reverse('verification:finding', args=[found.pk])}#peta")


@require_POST
@gate
def look_at_twin(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """Open what the comparison needs of a file whose unit the person does not see."""
    found = _judged(request, finding_id)
    look(finding_id=found.pk, by=actor(request))
    return redirect(f"{reverse('verification:finding', args=[found.pk])}#pembanding")


@require_safe
@gate
def finding_drawing(request: PersonRequest, finding_id: UUID, drawing_id: int) -> HttpResponseBase:
    """A picture that was drawn of the finding's own file."""
    found = _judged(request, finding_id)
    drawings = Drawing.objects.select_related("blob").filter(version=found.version_id)
    drawing = drawings.filter(pk=drawing_id, blob__isnull=False).first()
    if drawing is None or drawing.blob is None or found.version.checking.sealed:
        raise Http404
    return inline_picture(drawing.blob, drawing.facts.get("media", PICTURE))


def _judged(request: PersonRequest, finding_id: UUID) -> Finding:
    """The finding, for those who judge it; the unit that is asked about it is not among them."""
    found = seen_finding(request, finding_id)
    if not reads_findings(actor(request), found.version.item.application):
        raise denied(request, finding=finding_id)
    return found
