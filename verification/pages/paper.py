"""Stored documents and pictures of the team's own work as answers."""

from django.http import FileResponse

from record.models import Blob
from record.pages.saved import HEADERS
from record.store import get_store
from verification.pages.file_answers import PICTURE


def saved_pdf(blob: Blob, name: str) -> FileResponse:
    """A PDF to be saved under a name of ours. Raises the store's errors."""
    answer = FileResponse(
        get_store().open(blob.pk), content_type="application/pdf", as_attachment=True, filename=name
    )
    return _with_headers(answer, blob)


def drawn_picture(blob: Blob) -> FileResponse:
    """A picture that we encoded ourselves, to be shown in a page. Raises the store's errors."""
    return _with_headers(FileResponse(get_store().open(blob.pk), content_type=PICTURE), blob)


def _with_headers(answer: FileResponse, blob: Blob) -> FileResponse:
    answer.headers["Content-Length"] = str(blob.size)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer
