"""Whether a reader has first to open a file with a click that is kept."""

from django.utils.module_loading import import_string

from directory.pages.access import PersonRequest
from verification.models import EvidenceVersion

# A dotted path, as in `award.edges`: a juror's sheets are an app's above this one.
OPENED_WITH_A_CLICK = "jury.queries.looks.to_be_opened_at"


def to_be_opened_at(request: PersonRequest, version: EvidenceVersion) -> str:
    """The page where the reader opens the file; "" where it may be shown at once."""
    return str(import_string(OPENED_WITH_A_CLICK)(request.user, version))
