"""The person behind a request. The login middleware has let nobody else through."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from directory.actors import Actor
from directory.models import Person


def reader(request: HttpRequest) -> Person:
    """The signed-in person. Raises PermissionDenied for an anonymous request."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def actor(request: HttpRequest) -> Actor:
    return Actor(person=reader(request))


def page_before(request: HttpRequest) -> str:
    """The page of this site that sent the person here, as its link said (`next`); else nothing."""
    path = request.GET.get("next", "")
    own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if own else ""


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, so that a refusal is a message and not a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def expected_version(request: HttpRequest) -> int:
    """The version the page showed; 0, which is never current, where it is missing or odd."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
