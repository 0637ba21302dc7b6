"""The funnel: how far the units came, and where they stand now."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jury.enums import Stage
from jury.pages.dashboard.asked import Asked
from jury.pages.dashboard.tables import Figure, Part, Row, table
from jury.queries.dashboard.stages import Reached, funnel
from record.pages.plots import Bar, BarPlot, BarRow, bar_plot

REACHED, HERE = gettext_lazy("Pernah sampai"), gettext_lazy("Sekarang di sini")
FIGURES = [
    Figure[Reached](REACHED, lambda row: row.reached),
    Figure[Reached](gettext_lazy("Persen dari UPT"), lambda row: row.share),
    Figure[Reached](HERE, lambda row: row.now),
]


def funnel_part(asked: Asked) -> Part:
    """The stages of the season, beside those of the other."""
    seasons = [funnel(found) for found in asked.standings]
    rows = [Row(stage_words(figures[0].stage), figures) for figures in zip(*seasons, strict=True)]
    return Part(
        name="corong",
        title=_("Tahap yang dicapai UPT"),
        lead=_("Sampai tahap mana UPT pernah sampai, dan di mana UPT sekarang."),
        listing=table("corong", [gettext_lazy("Tahap")], FIGURES, asked.years),
        rows=rows,
        plot=_plot(rows, asked) if rows else None,
        why_not="" if rows else _("Belum ada periode."),
    )


def stage_words(stage: Stage | None) -> str:
    """A stage in words; None is having left the way."""
    return str(stage.label) if stage else _("Keluar dari penilaian")


def _plot(rows: list[Row[Reached]], asked: Asked) -> BarPlot:
    series = [str(REACHED), str(HERE)]
    if len(asked.years) > 1:
        series.append(f"{REACHED} {asked.years[1]}")
    return bar_plot(
        name="corong",
        title=_("Tahap yang dicapai UPT"),
        description=_("Batang mendatar untuk setiap tahap. Angkanya ada di tabel."),
        series=series,
        rows=[BarRow(row.label, _bars(row)) for row in rows],
    )


def _bars(row: Row[Reached]) -> list[Bar]:
    own, *others = [figures for figures in row.figures if figures is not None]
    numbers = [own.reached, own.now, *(other.reached for other in others)]
    return [Bar(number, str(number)) for number in numbers]
