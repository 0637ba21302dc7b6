"""Minutes and letters of the Kanwil's team that are signed electronically outside."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from award.errors import NotAllowed
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from verification.domain.verifying import require_team
from verification.enums import ClosingKind
from verification.models import Minutes
from verification.pages.closing import FILE_NAMES, seen_document
from verification.pages.gate import gate
from verification.pages.signed_page import Signable, signed_file, signed_page
from verification.pages.to_disk import to_disk


@to_disk
@require_http_methods(["GET", "HEAD", "POST"])
@gate
def signed_minutes(request: PersonRequest, minutes_id: UUID) -> HttpResponse:
    """The document and its signed copies; the team in force brings them."""
    document = seen_document(request, minutes_id)
    return signed_page(
        request,
        Signable(
            draft=document.pdf,
            title=f"{document.get_kind_display()} – {document.application.unit.name}",
            subject=f"application:{document.application_id}",
            file_url=reverse("verification:document_file", args=[document.pk]),
            copy_url=lambda copy: reverse(
                "verification:signed_minutes_file", args=[document.pk, copy.pk]
            ),
            may_bring=_may_bring(request, document),
            trail=[
                (
                    document.application.unit.name,
                    reverse("award:application", args=[document.application_id]),
                )
            ],
            name_of=named,
        ),
    )


@require_safe
@gate
def signed_minutes_file(request: PersonRequest, minutes_id: UUID, copy_id: UUID) -> FileResponse:
    """A signed copy, for those who may read the document."""
    document = seen_document(request, minutes_id)
    code = document.application.unit.work_unit_code
    name = f"{FILE_NAMES[ClosingKind(document.kind)]}-{code}-{document.number}-tertanda.pdf"
    return signed_file(request, document.pdf, copy_id, name)


def named(sha256: str) -> str:
    """The team's document with these bytes, in words; empty where there is none."""
    rows = Minutes.objects.select_related("application__unit", "application__season")
    found = rows.filter(pdf=sha256).first()
    if found is None:
        return ""
    application = found.application
    parts = [str(found.get_kind_display()), application.unit.name, application.season.name]
    return ", ".join([*parts, str(found.number)])


def _may_bring(request: PersonRequest, document: Minutes) -> bool:
    try:
        require_team(actor(request), document.application)
    except NotAllowed:
        return False
    return True
