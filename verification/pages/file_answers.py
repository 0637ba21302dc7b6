"""Files as answers: with headers that leave a browser no room to run or keep them."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from record.models import Blob
from record.pages.saved import HEADERS
from record.store import get_store
from verification.models import EvidenceVersion
from verification.queries.file_names import own_name
from workers.checks.kinds import KINDS

PICTURE = "image/webp"


def inline_picture(blob: Blob, media: str = PICTURE) -> FileResponse:
    """A picture that we encoded ourselves, to be shown in a page. Raises the store's errors."""
    return _answer(blob, media)


def attachment(version: EvidenceVersion) -> FileResponse:
    """The bytes as they were sent, to be saved under a name of ours, never opened in place.

    Raises the store's errors.
    """
    answer = _answer(version.blob, KINDS[version.kind].media_type)
    disposition = content_disposition_header(as_attachment=True, filename=own_name(version))
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


def _answer(blob: Blob, content_type: str) -> FileResponse:
    answer = FileResponse(get_store().open(blob.pk), content_type=content_type)
    answer.headers["Content-Length"] = str(blob.size)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer
