"""Our own documents as answers: saved, never opened in place, never cached."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from record.models import Blob
from record.pages.saved import HEADERS
from record.store import get_store


def pdf_attachment(blob: Blob, name: str) -> FileResponse:
    """The PDF as an attachment under a name made of codes. Raises the store's errors."""
    answer = FileResponse(get_store().open(blob.pk), content_type="application/pdf")
    answer.headers["Content-Length"] = str(blob.size)
    for header, value in HEADERS.items():
        answer.headers[header] = value
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
