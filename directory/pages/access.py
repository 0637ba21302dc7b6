"""The gate before a page: signed in, allowed, and every refusal in the log.

What a person may not see does not exist for them: the answer is 404, never 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import structlog
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from directory.errors import NotAllowed
from directory.models import Person, Role
from directory.queries.roles import roles_now

log = structlog.get_logger(__name__)
P = ParamSpec("P")
M = TypeVar("M", bound=Model)


class PersonRequest(HttpRequest):
    """A request of somebody signed in."""

    user: Person


View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]
Plain = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def roles_held(request: HttpRequest, person: Person) -> list[Role]:
    """The roles the person holds now, asked once a request: the frame and the page share them."""
    kept = vars(request)
    if "roles_held" not in kept:
        kept["roles_held"] = roles_now(person)
    roles: list[Role] = kept["roles_held"]
    return roles


def signed_in(view: View[P]) -> Plain[P]:
    """Let only signed-in people through; others go to the sign-in page and come back."""
    return only(lambda _person: True)(view)


def only(allowed: Callable[[Person], bool]) -> Callable[[View[P]], Plain[P]]:
    """Let only those signed-in people through for whom `allowed` is true."""

    def decorate(view: View[P]) -> Plain[P]:
        @wraps(view)
        def gate(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            theirs = cast(PersonRequest, request)
            if not allowed(theirs.user):
                raise denied(theirs)
            try:
                return view(theirs, *args, **kwargs)
            except NotAllowed as revoked:  # between this gate and the act itself
                raise denied(theirs) from revoked

        return cast(Plain[P], login_required(gate))

    return decorate


def visible_or_404(request: PersonRequest, visible: QuerySet[M], **lookup: Any) -> M:
    """The one row of what this person may see; anything else is logged as denied and a 404."""
    found = visible.filter(**lookup).first()
    if found is None:
        raise denied(request, **lookup)
    return found


def denied(request: PersonRequest, **about: object) -> Http404:
    """Log that somebody asked for what is not theirs, and return the 404 to raise.

    The route stands in the log and not the path, which the caller could fill with anything.
    """
    match = request.resolver_match
    log.warning(
        "denied",
        person=str(request.user.pk),
        route=match.view_name if match else "",
        method=request.method,
        **{name: str(value) for name, value in about.items()},
    )
    return Http404()
