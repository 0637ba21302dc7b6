"""What every page shows around its content."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from config import navigation
from config.guides import own
from directory.models import Person, Role
from directory.pages.access import roles_held
from record.models import Notice


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page. Lazy: a fragment that draws no frame asks the database nothing."""
    person = getattr(request, "user", None)
    now = timezone.localtime()
    return {
        "demo": getattr(settings, "DEMO", False),
        "places": SimpleLazyObject(_places),
        "server_time": now,
        **(_for_person(request, person) if isinstance(person, Person) else _for_guest(request)),
    }


def _places() -> dict[str, str]:
    return {name: navigation.address(route) for name, route in navigation.PLACES.items()}


def _for_guest(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": _later(lambda: _public(request)), "footer_links": []}


def _public(request: HttpRequest) -> list[navigation.Link]:
    return navigation.links(navigation.PUBLIC, held=navigation.EVERYBODY, path=request.path)


def _for_person(request: HttpRequest, person: Person) -> dict[str, Any]:
    roles: list[Role] = _later(lambda: roles_held(request, person))
    return {
        "navigation": _later(
            lambda: navigation.links(
                navigation.SIGNED_IN, held={role.kind for role in roles}, path=request.path
            )
        ),
        "capacities": roles,
        "own_guides": _later(lambda: own({role.kind for role in roles})),
        "footer_links": _later(lambda: _public(request)),
        "unread_notices": _later(
            lambda: Notice.objects.filter(recipient=person, read_at=None).count()
        ),
    }


def _later(make: Callable[[], Any]) -> Any:
    return SimpleLazyObject(make)
