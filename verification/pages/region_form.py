"""How the Kanwil's board is narrowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from award.enums import SeasonState, State
from award.models import Season
from directory.models import Region
from verification.queries.boards import regions_in
from verification.queries.progress import Progress

ANY = [("", _("Semua"))]
SILENT = [
    ("3", _("Diam 3 hari atau lebih")),
    ("7", _("Diam 7 hari atau lebih")),
    ("14", _("Diam 14 hari atau lebih")),
]


@dataclass(frozen=True)
class Place:
    """Whose board it is: one region in one season."""

    season: Season
    region: Region


class RegionBoardForm(forms.Form):
    """Chooses a season and one of the regions given, and narrows the board within them."""

    season = forms.ChoiceField(label=_("Periode"), required=False)
    region = forms.ChoiceField(label=_("Kanwil"), required=False)
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[*ANY, *State.choices])
    silent = forms.ChoiceField(
        label=_("Kegiatan UPT yang mendapat giliran"), required=False, choices=[*ANY, *SILENT]
    )
    text = forms.CharField(label=_("Nama atau kode satker"), max_length=80, required=False)

    def __init__(self, data: Any, *, regions: Iterable[Region]) -> None:
        self._regions = {region.pk: region for region in regions}
        self._seasons = {str(season.pk): season for season in seasons()}
        asked = data.copy()
        asked.setdefault("season", _now(self._seasons.values()))
        asked.setdefault("region", self._first_region(asked["season"]))
        super().__init__(asked)
        self._offer("season", self._seasons)
        self._offer("region", self._regions)
        self.is_valid()

    def _first_region(self, season: str) -> str:
        """Who has all regions begins with one that takes part in the season."""
        if len(self._regions) > 1 and season in self._seasons:
            taking_part = regions_in(self._seasons[season])
            return next(
                (key for key in self._regions if key in taking_part), next(iter(self._regions))
            )
        return next(iter(self._regions), "")

    def _offer(self, name: str, rows: Mapping[str, Season] | Mapping[str, Region]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(key, row.name) for key, row in rows.items()]

    def place(self) -> Place | None:
        """The region and season asked for, else the reader's first and the current one."""
        asked = self.cleaned_data
        season = self._seasons.get(asked.get("season") or _now(self._seasons.values()))
        region = self._regions.get(asked.get("region") or next(iter(self._regions), ""))
        return Place(season, region) if season and region else None

    def narrowed(self, rows: Iterable[Progress]) -> list[Progress]:
        """The rows that fit; what was filled in wrongly is not asked for."""
        return [row for row in rows if self._fits(row)]

    def _fits(self, row: Progress) -> bool:
        asked = self.cleaned_data
        state, days = asked.get("state"), asked.get("silent")
        text = (asked.get("text") or "").strip().lower()
        unit = row.application.unit
        return (
            (not state or row.state == state)
            and (not days or is_silent(row, days=int(days)))
            and (text in unit.name.lower() or text == unit.work_unit_code)
        )


def seasons() -> QuerySet[Season]:
    """All seasons, the youngest first, without the long texts of their instruments."""
    return Season.objects.defer("frozen_toml", "frozen_overrides")


def _now(found: Iterable[Season]) -> str:
    """The key of the youngest season that is open or later, else of the youngest at all."""
    rows = list(found)
    begun = [season for season in rows if season.state != SeasonState.PREPARED]
    return str(next(iter([*begun, *rows])).pk) if rows else ""


def is_silent(row: Progress, *, days: int) -> bool:
    """Whether it is the unit's turn and nobody of it did anything for so many days."""
    if not row.units_turn:
        return False
    return row.last_act is None or timezone.now() - row.last_act >= timedelta(days=days)
