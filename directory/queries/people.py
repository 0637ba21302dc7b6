"""Finding people."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from directory.models import Person, Role
from directory.models.person import normal_email
from directory.queries.roles import not_over
from directory.queries.visible import visible_people, visible_roles

NIP_DIGITS = 18


def find(identifier: str) -> Person | None:
    """The person with that e-mail address or NIP, as somebody typed it, or None."""
    if "\0" in identifier:  # PostgreSQL cannot be asked about it.
        return None
    nip = "".join(identifier.split())
    if len(nip) == NIP_DIGITS and nip.isascii() and nip.isdigit():
        return Person.objects.filter(nip=nip).first()
    return Person.objects.filter(email=normal_email(identifier)).first()


def people_list(
    viewer: Person, *, text: str = "", region: str = "", kind: str = "", state: str = ""
) -> QuerySet[Person]:
    """The people the viewer may see, narrowed; `current_roles` holds the roles not yet over.

    `text` is part of a name, address or NIP; `region` a region's code; `kind` a role kind;
    `state` "active", "inactive" or "entered" (not invited yet).
    """
    roles = visible_roles(viewer).filter(not_over())
    people = people_named(viewer, text)
    if region or kind:
        people = people.filter(Exists(_matching(roles, region, kind)))
    if state == "entered":
        people = people.filter(pk__in=not_invited())
    elif state:
        people = people.filter(is_active=state == "active")
    return people.prefetch_related(Prefetch("roles", queryset=roles, to_attr="current_roles"))


def people_named(viewer: Person, text: str) -> QuerySet[Person]:
    """The people the viewer may see with that as part of a name, address or NIP; all for ""."""
    people = visible_people(viewer)
    if not text:
        return people
    return people.filter(
        Q(name__icontains=text) | Q(email__icontains=text) | Q(nip__startswith=text)
    )


def not_invited() -> QuerySet[Person]:
    """Those who were entered from a list and were sent no link yet."""
    unusable = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return Person.objects.filter(unusable, is_active=True, invited_at=None)


def _matching(roles: QuerySet[Role], region: str, kind: str) -> QuerySet[Role]:
    matching = roles.filter(person=OuterRef("pk"))
    if region:
        matching = matching.filter(Q(region=region) | Q(unit__region=region))
    return matching.filter(kind=kind) if kind else matching
