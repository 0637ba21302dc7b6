"""Finding units."""

from django.db.models import Q, QuerySet

from directory.models import Person, Unit
from directory.queries.roles import today
from directory.queries.visible import visible_units


def open_units() -> QuerySet[Unit]:
    """The units that exist today, with their region loaded."""
    return Unit.objects.filter(_open()).select_related("region")


def unit_list(
    viewer: Person, *, text: str = "", region: str = "", unit_type: str = "", state: str = ""
) -> QuerySet[Unit]:
    """The units the viewer may see, narrowed.

    `text` is part of the name or the start of the work-unit code; `region` a region's code;
    `state` "open" or "closed".
    """
    units = visible_units(viewer)
    if text:
        units = units.filter(named(text, ""))
    if region:
        units = units.filter(region=region)
    if unit_type:
        units = units.filter(unit_type=unit_type)
    if state:
        units = units.filter(_open() if state == "open" else ~_open())
    return units


def named(text: str, unit: str = "unit__") -> Q:
    """Condition: the text is part of the unit's name or begins its work-unit code.

    `unit` is the way from a row to its unit, as in a lookup.
    """
    return Q(**{f"{unit}name__icontains": text}) | Q(**{f"{unit}work_unit_code__startswith": text})


def _open() -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=today())
