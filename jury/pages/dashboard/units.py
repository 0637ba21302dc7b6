"""The map of one Kanwil: each of its units, and the stage it is at."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Unit
from jury.enums import Stage
from jury.pages.dashboard.asked import Asked
from jury.pages.dashboard.funnel import stage_words
from jury.pages.dashboard.regions import degrees, not_drawn, regions_part
from jury.pages.dashboard.tables import Figure, Part, Row, table
from jury.queries.dashboard.regions import units_of
from jury.queries.dashboard.stages import Standing
from record.pages.plots import Place, PlacePlot, place_plot

FIGURES = [Figure[Standing](gettext_lazy("Tahap"), lambda row: stage_words(row.now))]
NAMES = [
    gettext_lazy("UPT"),
    gettext_lazy("Nomor di peta"),
    gettext_lazy("Lintang"),
    gettext_lazy("Bujur"),
]


def map_part(asked: Asked) -> Part:
    """The map: of one Kanwil its units, else all Kanwil."""
    return units_part(asked) if asked.region else regions_part(asked)


def units_part(asked: Asked) -> Part:
    """Each unit of the Kanwil on the map and in the table, by the stage a reader may know."""
    seasons = [{one.unit: one for one in found} for found in asked.standings]
    units = units_of(asked.scope(asked.seasons))
    drawn = [unit for unit in units if unit.latitude is not None and unit.pk in seasons[0]]
    numbers = {unit.pk: number for number, unit in enumerate(drawn, start=1)}
    rows = [
        Row(
            unit.name,
            [season.get(unit.pk) for season in seasons],
            [numbers.get(unit.pk), degrees(unit.latitude), degrees(unit.longitude)],
        )
        for unit in units
    ]
    places = [_place(unit, numbers[unit.pk], seasons[0][unit.pk]) for unit in drawn]
    return Part(
        name="peta",
        title=_("Peta UPT"),
        lead=_("Setiap UPT di tempatnya, dengan nomornya di tabel. Warnanya menurut tahap."),
        listing=table("peta-upt", NAMES, FIGURES, asked.years),
        rows=rows,
        plot=_plot(places) if places else None,
        wide=True,
        note=not_drawn([unit.name for unit in units if unit.latitude is None], len(units)),
        why_not="" if places else _("Belum ada UPT yang koordinatnya tercatat."),
    )


def _place(unit: Unit, number: int, standing: Standing) -> Place:
    return Place(
        title=f"{unit.name}: {stage_words(standing.now)}",
        longitude=unit.longitude or Decimal(),
        latitude=unit.latitude or Decimal(),
        size=1,
        tone=_tone(standing),
        text=str(number),
    )


def _tone(standing: Standing) -> int:
    if standing.handed_on or standing.now is None:
        return 3
    if standing.now >= Stage.EVIDENCE:
        return 2
    return 1 if standing.now >= Stage.SUBMITTED else 0


def _plot(places: Sequence[Place]) -> PlacePlot:
    return place_plot(
        name="peta",
        title=_("Peta UPT"),
        description=_(
            "Lingkaran di tempat setiap UPT, warnanya menurut tahap. Rinciannya di tabel."
        ),
        places=places,
        legend=[_("Draf"), _("Isian terkirim"), _("Diverifikasi"), _("Selesai di Kanwil")],
        close=True,
    )
