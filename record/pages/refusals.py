import structlog
from django.http import Http404, HttpRequest

log = structlog.get_logger(__name__)


def denied(request: HttpRequest, route: str) -> Http404:
    """Log that a person asked for what is not theirs; return the 404 to raise."""
    log.warning("denied", person=str(request.user.pk), route=route, method=request.method)
    return Http404()
