"""What is asked of the dashboard: one season, perhaps another beside it, a region, a type."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from award.enums import SeasonState
from award.models import Season
from award.queries.embargo import kept_from
from award.queries.visible import ALL_KINDS
from directory.enums import RoleKind, UnitType
from directory.models import Person, Role
from jury.queries.dashboard.regions import Located, located
from jury.queries.dashboard.scope import Scope
from jury.queries.dashboard.stages import Standing, standings
from record.pages.lists import given

REGION_KINDS = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT)


class DashboardForm(forms.Form):
    """Chooses among the seasons and regions given; what does not fit is not asked for."""

    season = forms.ChoiceField(label=_("Periode"), required=False)
    other = forms.ChoiceField(label=_("Bandingkan dengan periode"), required=False)
    region = forms.ChoiceField(label=_("Kanwil"), required=False)
    unit_type = forms.ChoiceField(
        label=_("Jenis UPT"), required=False, choices=[("", _("Semua")), *UnitType.choices]
    )

    def __init__(
        self, data: Any, *, seasons: Collection[Season], regions: list[tuple[str, Any]]
    ) -> None:
        super().__init__(data)
        years = [(str(season.year), season.name) for season in seasons]
        self._offer("season", years)
        self._offer("other", [("", _("Tidak dibandingkan")), *years])
        self._offer("region", regions)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class Asked:
    """What one reader asked for, within what is theirs, and what was counted for it.

    The counts are made when a part of the page first needs them, for all seasons at once.
    """

    def __init__(self, data: Any, reader: Person, roles: Collection[Role]) -> None:
        self._reader = reader
        self.knows = any(role.kind in ALL_KINDS for role in roles)
        own = {r.region_id for r in roles if r.region_id and r.kind in REGION_KINDS}
        self._located = located(None if self.knows else own)
        found = list(Season.objects.defer("frozen_toml", "frozen_overrides"))
        data = data.copy()
        data.setdefault("season", _year_now(found))
        self.form = DashboardForm(data, seasons=found, regions=self._regions())
        asked = given(self.form)
        by_year = {str(season.year): season for season in found}
        years = dict.fromkeys((asked.get("season") or _year_now(found), asked.get("other") or ""))
        self.seasons = [by_year[year] for year in years if year in by_year]
        self.region = asked.get("region") or self._first_region()
        self.unit_type = asked.get("unit_type") or None

    @property
    def years(self) -> list[int]:
        return [season.year for season in self.seasons]

    @property
    def places(self) -> list[Located]:
        """The Kanwil that are asked for."""
        return [row for row in self._located if self.region in (None, row.region.pk)]

    @cached_property
    def standings(self) -> list[list[Standing]]:
        """The units of each season asked for."""
        found = standings(self.scope(self.seasons))
        return [[one for one in found if one.season == season.pk] for season in self.seasons]

    @cached_property
    def instructed(self) -> dict[int, Season]:
        """The seasons by their keys, each with its instrument."""
        rows = Season.objects.select_related("instrument")
        return rows.in_bulk([season.pk for season in self.seasons])

    @cached_property
    def kept(self) -> frozenset[UUID]:
        """The units' applications of whose scoring a conflict of interest keeps the reader."""
        if not self.knows:
            return frozenset()
        kept = kept_from(self._reader, self.instructed.values())
        return frozenset(kept.filter(season__in=self.seasons).values_list("pk", flat=True))

    def scope(self, seasons: Iterable[Season]) -> Scope:
        """The same of those seasons."""
        return Scope(
            seasons=tuple(season.pk for season in seasons),
            region=self.region,
            unit_type=self.unit_type,
            knows=self.knows,
            kept=self.kept,
        )

    def _regions(self) -> list[tuple[str, Any]]:
        """Who has the regions by their role chooses one of them; the centre may see all at once."""
        rows = [(row.region.pk, row.region.name) for row in self._located]
        return [("", _("Semua")), *rows] if self.knows else rows

    def _first_region(self) -> str | None:
        return None if self.knows else self._located[0].region.pk


def may_look(roles: Collection[Role]) -> bool:
    """Whether the dashboard is theirs: the centre's, the jury's heads', a Kanwil's own."""
    return any(role.kind in (*ALL_KINDS, *REGION_KINDS) for role in roles)


def _year_now(seasons: Iterable[Season]) -> str:
    """The year of the youngest season that is open or later, else of the youngest at all."""
    rows = list(seasons)
    begun = [season for season in rows if season.state != SeasonState.PREPARED]
    return str(next(iter([*begun, *rows])).year) if rows else ""
