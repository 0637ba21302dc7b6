"""The version a page showed, against the one that stands."""

from award.errors import Stale
from award.models import Application
from award.pages.requests import expected_version
from directory.pages.access import PersonRequest


def fresh(request: PersonRequest, application: Application) -> int:
    """The version the page showed. Raises Stale where the application has moved since."""
    version = expected_version(request)
    if version != application.version:
        raise Stale(application, application.steps.order_by("-version").first())
    return version
