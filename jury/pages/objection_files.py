"""Files that back an objection: taken in one by one, shown with what the reader may open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from award.errors import NotAllowed, Refused
from award.pages.requests import actor
from award.queries.instruments import indicator_names
from directory.pages.access import PersonRequest, visible_or_404
from jury.domain.objection_files import add_file
from jury.models import Objection
from jury.pages.access import seen_by_concerned
from jury.pages.forms.decisions import ObjectionFilesForm
from verification.domain.intake import Upload
from verification.pages.file_words import item_title
from verification.pages.gate import gate
from verification.pages.to_disk import to_disk, too_large


@to_disk
@require_POST
@gate
def add(request: PersonRequest, objection_id: UUID) -> HttpResponse:
    """Take files in for an objection; one that is refused does not hold up the others."""
    rows = Objection.objects.select_related("application__season__instrument")
    found = visible_or_404(request, rows, pk=objection_id)
    application = seen_by_concerned(request, found.application_id)
    form = ObjectionFilesForm(request.POST, request.FILES, names=indicator_names(application))
    if not form.is_valid():
        raise Refused([_("Pilih indikator dan paling sedikit satu berkas.")])
    refusals = [_("%(name)s: terlalu besar.") % {"name": name} for name in too_large(request)]
    kept = 0
    for file in form.cleaned_data["evidence"]:
        refused = _refused(request, found, form.cleaned_data["indicator"], file)
        refusals += refused
        kept += not refused
    if not kept:
        raise Refused(refusals)
    for line in refusals:
        messages.error(request, line)
    text = ngettext("%(count)d berkas diterima.", "%(count)d berkas diterima.", kept)
    messages.success(request, text % {"count": kept})
    return redirect("jury:objection", application.pk)


def file_rows(objection: Objection) -> list[dict[str, Any]]:
    """Each file with its name, its size and its page, where checks and findings stand."""
    names = indicator_names(objection.application)
    files = objection.files.select_related("version__item", "version__checking")
    return [
        {
            "title": item_title(row.version.item, names),
            "name": row.version.original_name,
            "size": row.version.size,
            "state": row.version.checking.get_state_display(),
            "url": reverse("verification:evidence_item", args=[row.version.item_id]),
        }
        for row in files
    ]


def _refused(request: PersonRequest, found: Objection, indicator: str, file: Any) -> list[str]:
    """Take one file in; what stands against it, nothing where it was kept."""
    upload = Upload(
        file=file.file, size=file.size or 0, name=file.name or "", begun_at=timezone.now()
    )
    try:
        add_file(objection_id=found.pk, indicator=indicator, upload=upload, by=actor(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        return [f"{upload.name}: {' '.join(refusal.reasons)}"]
    return []
