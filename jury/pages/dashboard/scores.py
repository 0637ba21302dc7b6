"""Scores by criterion and type of unit, where the reader may know them."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.models import Season
from award.queries.instruments import instrument_of
from criteria.domain.arithmetic import rounded
from directory.enums import UnitType
from jury.figures import brief
from jury.pages.dashboard.asked import Asked
from jury.pages.dashboard.tables import Figure, Part, Row, table
from jury.queries.dashboard.scores import TOTAL, Key, Scores, scores, unseen
from record.pages.plots import Bar, BarPlot, BarRow, bar_plot

FIGURES = [
    Figure[Scores](gettext_lazy("UPT dinilai"), lambda row: row.units),
    Figure[Scores](gettext_lazy("Rata-rata"), lambda row: _places(row.mean)),
    Figure[Scores](gettext_lazy("Terendah"), lambda row: _places(row.lowest)),
    Figure[Scores](gettext_lazy("Tertinggi"), lambda row: _places(row.highest)),
]
NAMES = [gettext_lazy("Jenis UPT"), gettext_lazy("Kriteria")]
BEST = 100


def scores_part(asked: Asked) -> Part:
    """The scores of those seasons whose scores this reader may know, else why not."""
    hidden = {season.pk: unseen(season, knows=asked.knows) for season in asked.seasons}
    seen = [season for season in asked.seasons if not hidden[season.pk]]
    found = scores(asked.scope(seen))
    rows = _rows(
        [found.get(season.pk, {}) for season in asked.seasons],
        _titles([asked.instructed[season.pk] for season in seen]),
    )
    reasons = [
        f"{season.name}: {reason.label}"
        for season in asked.seasons
        if (reason := hidden[season.pk])
    ]
    if seen and asked.kept:
        reasons.append(
            _("UPT yang berbenturan kepentingan dengan Anda tidak dihitung sebelum diumumkan.")
        )
    return Part(
        name="nilai",
        title=_("Nilai menurut kriteria dan jenis UPT"),
        lead=_("Rata-rata nilai UPT yang penilaiannya sudah ditutup, antara 0 dan 100."),
        listing=table("nilai", NAMES, FIGURES, asked.years),
        rows=rows,
        plot=_plot(rows, asked.years) if rows else None,
        note=" ".join(reasons) if rows else "",
        why_not="" if rows else " ".join(reasons) or _("Belum ada nilai."),
    )


def _titles(seasons: Sequence[Season]) -> dict[str, str]:
    """The criteria's names in the order of the instruments, the first season's foremost."""
    titles: dict[str, str] = {}
    for season in seasons:
        for criterion in instrument_of(season).criteria:
            titles.setdefault(criterion.code, str(criterion.title))
    return {**titles, TOTAL: _("Nilai akhir")}


def _rows(seasons: Sequence[Mapping[Key, Scores]], titles: Mapping[str, str]) -> list[Row[Scores]]:
    keys = {key for season in seasons for key in season}
    return [
        Row(
            str(unit_type.label),
            [season.get((unit_type, criterion)) for season in seasons],
            [title],
        )
        for unit_type in UnitType
        for criterion, title in titles.items()
        if (unit_type, criterion) in keys
    ]


def _plot(rows: Sequence[Row[Scores]], years: Sequence[int]) -> BarPlot:
    return bar_plot(
        name="nilai",
        title=_("Nilai menurut kriteria dan jenis UPT"),
        description=_("Batang mendatar untuk setiap jenis UPT dan kriteria. Angkanya di tabel."),
        series=[str(year) for year in years],
        rows=[BarRow(f"{row.label} · {row.more[0]}", _bars(row)) for row in rows],
        most=BEST,
    )


def _bars(row: Row[Scores]) -> list[Bar]:
    return [Bar(each.mean, brief(each.mean)) if each else Bar(None, "–") for each in row.figures]


def _places(number: Decimal) -> Decimal:
    return rounded(number, places=2, rounding=ROUND_HALF_UP)
