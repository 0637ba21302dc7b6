"""The help for one form, as its reader gets it."""

from typing import Any

from django.http import HttpRequest

from config.form_help import FORM_HELP
from config.guides import own
from directory.models import Person
from directory.pages.access import roles_held


def beside(request: HttpRequest | None, route: str) -> dict[str, Any]:
    """The sentences for the form that is sent to `route`, or else to the page's own address.

    With them the guides of the reader's roles; where there is nothing to say, no roles are asked.
    """
    route = route or _own_route(request)
    points = FORM_HELP.get(route, ())
    return {"route": route, "points": points, "guides": own(_held(request)) if points else ()}


def _own_route(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""


def _held(request: HttpRequest | None) -> set[str]:
    person = getattr(request, "user", None)
    if request is None or not isinstance(person, Person):
        return set()
    return {role.kind for role in roles_held(request, person)}
