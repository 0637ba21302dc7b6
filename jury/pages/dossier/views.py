"""The dossier of an application: for the centre alone."""

from uuid import UUID

import structlog
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from award.models import Application
from directory.pages.access import PersonRequest, visible_or_404
from jury.pages.dossier.printed import dossier_pdf
from jury.pages.dossier.whole import dossier_of
from jury.queries.dossier.readers import dossiers_for
from record.pages.saved import HEADERS
from verification.pages.gate import gate

log = structlog.get_logger(__name__)


@require_safe
@gate
def dossier(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """All that is known of an application on one page, each part with the page it is of."""
    found = _seen(request, application_id)
    context = {
        "application": found,
        "dossier": dossier_of(found, request.user),
        "trail": [(found.unit.name, reverse("award:application", args=[found.pk]))],
    }
    return render(request, "jury/dossier.html", context)


@require_safe
@gate
def dossier_file(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The same as a PDF, which is written down as every export is."""
    found = _seen(request, application_id)
    made = dossier_pdf(dossier_of(found, request.user), request.user)
    log.info(
        "exported",
        person=str(request.user.pk),
        route="jury:dossier_file",
        application=str(found.pk),
        rows=1,
        file="pdf",
    )
    answer = HttpResponse(made, content_type="application/pdf", headers=HEADERS)
    name = f"ikhtisar-{found.season.year}-{found.unit.work_unit_code}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _seen(request: PersonRequest, application_id: UUID) -> Application:
    return visible_or_404(request, dossiers_for(request.user), pk=application_id)
