"""The map of the Kanwil: how many units each has, and with how many it has nothing left to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jury.pages.dashboard.asked import Asked
from jury.pages.dashboard.tables import Figure, Part, Row, table
from jury.queries.dashboard.regions import Handed, Located, handed
from record.pages.plots import Place, PlacePlot, place_plot

FIGURES = [
    Figure[Handed](gettext_lazy("Jumlah UPT"), lambda row: row.units),
    Figure[Handed](gettext_lazy("Selesai di Kanwil"), lambda row: row.done),
    Figure[Handed](gettext_lazy("Persen selesai"), lambda row: row.share),
]
NAMES = [
    gettext_lazy("Kanwil"),
    gettext_lazy("Lintang rata-rata UPT"),
    gettext_lazy("Bujur rata-rata UPT"),
]


def regions_part(asked: Asked) -> Part:
    """Each Kanwil on the map and in the table."""
    seasons = [handed(found) for found in asked.standings]
    places = asked.places if seasons else []
    rows = [
        Row(
            place.region.name,
            [season.get(place.region.pk, Handed()) for season in seasons],
            [degrees(place.latitude), degrees(place.longitude)],
        )
        for place in places
    ]
    drawn = _drawn(places, rows)
    return Part(
        name="peta",
        title=_("Peta Kanwil"),
        lead=_(
            "Selesai berarti pengajuan sudah diteruskan ke pusat atau sudah keluar dari penilaian."
            " Lingkaran berdiri di rata-rata koordinat UPT, luasnya menurut jumlah UPT."
        ),
        listing=table("peta-kanwil", NAMES, FIGURES, asked.years),
        rows=rows,
        plot=_plot(drawn) if drawn else None,
        wide=True,
        note=_not_drawn(places, rows),
        why_not="" if drawn else _("Belum ada UPT yang koordinatnya tercatat."),
    )


def degrees(degree: object) -> float | None:
    """As a table shows them."""
    return None if degree is None else round(float(str(degree)), 2)


def _drawn(places: Sequence[Located], rows: Sequence[Row[Handed]]) -> list[Place]:
    found = []
    for place, row in zip(places, rows, strict=True):
        figures = row.figures[0]
        if place.latitude is None or place.longitude is None or figures is None:
            continue
        text = _("%(region)s: %(units)d UPT, selesai %(done)d")
        given = {"region": row.label, "units": figures.units, "done": figures.done}
        found.append(
            Place(
                title=text % given,
                longitude=place.longitude,
                latitude=place.latitude,
                size=figures.units,
                tone=_tone(figures.share),
                text=str(figures.units),
            )
        )
    return found


def _tone(share: int | None) -> int:
    if not share:
        return 0
    return 3 if share == 100 else 1 + (share >= 50)


def _plot(places: Sequence[Place]) -> PlacePlot:
    return place_plot(
        name="peta",
        title=_("Peta Kanwil"),
        description=_(
            "Lingkaran di tempat setiap Kanwil dengan jumlah UPT, warnanya menurut persen selesai."
            " Angkanya ada di tabel."
        ),
        places=places,
        legend=[_("Selesai 0 persen"), "1–49 %", "50–99 %", "100 %"],
    )


def _not_drawn(places: Sequence[Located], rows: Sequence[Row[Handed]]) -> str:
    """Names those with units in the season and no place to draw them at."""
    return not_drawn(
        [
            row.label
            for place, row in zip(places, rows, strict=True)
            if place.latitude is None and any(each and each.units for each in row.figures)
        ],
        len(places),
    )


def not_drawn(names: Sequence[str], of: int) -> str:
    """Names what has no place on the map; "" where nothing has one, which is said by itself."""
    if not names or len(names) == of:
        return ""
    text = _("Tidak tergambar karena koordinat UPT belum tercatat: %(names)s.")
    return text % {"names": ", ".join(names)}
