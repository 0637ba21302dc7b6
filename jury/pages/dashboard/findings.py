"""Findings by kind: raised, confirmed, dismissed, asked about, open."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.models import Season
from jury.pages.dashboard.asked import Asked
from jury.pages.dashboard.tables import Figure, Part, Row, table
from record.pages.plots import Bar, BarPlot, BarRow, bar_plot
from verification.pages.findings_rows import kind_title
from verification.queries.check_record import Part as Recorded
from verification.queries.check_record import Tally, tallies

RAISED, CONFIRMED = gettext_lazy("Muncul"), gettext_lazy("Terbukti")
DISMISSED, OPEN = gettext_lazy("Tidak ada masalah"), gettext_lazy("Belum diputuskan")
FIGURES = [
    Figure[Tally](RAISED, lambda row: row.raised),
    Figure[Tally](gettext_lazy("Di antaranya catatan"), lambda row: row.info),
    Figure[Tally](CONFIRMED, lambda row: row.confirmed),
    Figure[Tally](DISMISSED, lambda row: row.dismissed),
    Figure[Tally](gettext_lazy("Ditanyakan atau diduga"), lambda row: row.asked + row.suspected),
    Figure[Tally](OPEN, lambda row: row.open),
]
DRAWN = 12  # so many kinds fit into a drawing that is still looked at


def findings_part(asked: Asked) -> Part:
    """The kinds of findings, the most frequent first."""
    rows = _rows(asked)
    return Part(
        name="temuan",
        title=_("Temuan menurut jenis"),
        lead=_(
            "Terbukti berarti harus diperbaiki UPT atau terbukti bukti palsu. Berkas yang diganti"
            " tidak menunggu putusan lagi."
        ),
        listing=table("temuan-menurut-jenis", [gettext_lazy("Jenis")], FIGURES, asked.years),
        rows=rows,
        plot=_plot(rows[:DRAWN]) if rows else None,
        note=_("Gambar memuat %(count)d jenis tersering; tabel memuat semuanya.") % {"count": DRAWN}
        if len(rows) > DRAWN
        else "",
        why_not="" if rows else _("Belum ada temuan."),
    )


def _rows(asked: Asked) -> list[Row[Tally]]:
    seasons = [_by_kind(asked, season) for season in asked.seasons]
    kinds = {kind for season in seasons for kind in season}
    found = [
        Row(kind_title(kind), [season.get(kind, Tally()) for season in seasons]) for kind in kinds
    ]
    return sorted(found, key=lambda row: ([-t.raised for t in row.figures if t], row.label))


def _by_kind(asked: Asked, season: Season) -> dict[str, Tally]:
    part = Recorded(season=season.pk, region=asked.region, unit_type=asked.unit_type)
    return {kind: tally for (kind,), tally in tallies(part, "kind").items()}


def _plot(rows: Sequence[Row[Tally]]) -> BarPlot:
    return bar_plot(
        name="temuan",
        title=_("Temuan menurut jenis"),
        description=_("Empat batang mendatar untuk setiap jenis temuan. Angkanya ada di tabel."),
        series=[str(title) for title in (RAISED, CONFIRMED, DISMISSED, OPEN)],
        rows=[BarRow(row.label, _bars(row.figures[0] or Tally())) for row in rows],
    )


def _bars(tally: Tally) -> list[Bar]:
    numbers = (tally.raised, tally.confirmed, tally.dismissed, tally.open)
    return [Bar(number, str(number)) for number in numbers]
