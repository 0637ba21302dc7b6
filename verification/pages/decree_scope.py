"""For which region and season a decree is registered, and what there is to choose from."""

from typing import Any

from django.db.models import QuerySet

from award.models import Season
from award.queries.instruments import instrument_of
from directory.models import Person, Region, Unit
from directory.pages.access import PersonRequest
from directory.queries.units import open_units
from verification.domain.decree_checks import OPEN_SEASONS
from verification.pages.decree_forms import ScopeForm
from verification.queries.team import verifier_roles


def scope_of(
    request: PersonRequest, regions: QuerySet[Region], seasons: QuerySet[Season]
) -> ScopeForm | tuple[Region, Season]:
    """Region and season as asked for, or the only ones there are, else the form that asks."""
    asked = request.GET.copy()
    for name, rows in (("region", regions), ("season", seasons)):
        if name not in asked and rows.count() == 1:
            asked[name] = str(rows.get().pk)
    whole = {"region", "season"} <= set(asked)
    form = ScopeForm(asked if whole else None, initial=asked, regions=regions, seasons=seasons)
    if whole and form.is_valid():
        return form.cleaned_data["region"], form.cleaned_data["season"]
    return form


def open_seasons() -> QuerySet[Season]:
    """The seasons for which a decree may still be registered."""
    return Season.objects.filter(state__in=OPEN_SEASONS).select_related("instrument")


def choices(region: Region, season: Season) -> dict[str, Any]:
    """What the form of a decree offers: the region's verifiers and its assessed units."""
    types = instrument_of(season).unit_types
    units: QuerySet[Unit] = open_units().filter(region=region, unit_type__in=types)
    verifiers = verifier_roles(region.pk).values("person")
    people = Person.objects.filter(pk__in=verifiers, is_active=True)
    return {"region": region, "season": season, "people": list(people), "units": units}
