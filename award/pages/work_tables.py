"""The work list and the seasons as tables for a spreadsheet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from award.models import Season
from record.pages.lists import Column, Listing

WORK: Listing[dict[str, Any]] = Listing(
    name="daftar-kerja",
    columns=(
        Column(title=_("Pekerjaan"), value=lambda row: row["title"]),
        Column(title=_("Yang perlu dilakukan"), value=lambda row: row["next"]),
        Column(title=_("Kanwil"), value=lambda row: row["where"]),
        Column(title=_("Batas"), value=lambda row: row["deadline"], moment=True),
        Column(title=_("Menunggu"), value=lambda row: str(row["label"] or "")),
    ),
)

SEASONS: Listing[Season] = Listing(
    name="periode",
    columns=(
        Column(title=_("Tahun"), value=lambda season: season.year),
        Column(title=_("Nama"), value=lambda season: season.name),
        Column(title=_("Keadaan"), value=lambda season: season.get_state_display()),
        Column(title=_("Instrumen"), value=lambda season: str(season.instrument.title)),
        Column(title=_("Nomor keputusan"), value=lambda season: season.decision_number),
        Column(title=_("Tanggal keputusan"), value=lambda season: season.decision_date),
    ),
)
