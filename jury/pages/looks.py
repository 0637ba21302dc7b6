"""Opening a file of the evidence as a juror: a click, then the file's own page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from award.pages.requests import actor
from directory.pages.access import PersonRequest, visible_or_404
from jury.domain.looks import look
from jury.pages.access import own_sheet
from jury.pages.sheet import sheet_trail
from jury.queries.looks import to_be_opened_at
from verification.enums import Purpose
from verification.models import EvidenceVersion
from verification.pages.file_words import file_title
from verification.pages.gate import gate


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def look_page(request: PersonRequest, sheet_id: UUID, version_id: UUID) -> HttpResponse:
    """What file it is; a POST keeps that it was opened and leads to it."""
    sheet = own_sheet(request, sheet_id)
    versions = EvidenceVersion.objects.select_related("item__application__season__instrument")
    mine = versions.filter(item__application=sheet.application_id, item__purpose=Purpose.ASSESSMENT)
    version = visible_or_404(request, mine, pk=version_id)
    if request.method == "POST":
        look(sheet_id=sheet.pk, version_id=version.pk, by=actor(request))
    if not to_be_opened_at(request.user, version):
        return redirect("verification:evidence_item", version.item_id)
    context = {
        "sheet": sheet,
        "version": version,
        "title": file_title(version),
        "trail": sheet_trail(sheet),
    }
    return render(request, "jury/look.html", context)
