"""The ranking and the published results as tables for a spreadsheet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from record.pages.lists import Column, Listing

Row = dict[str, Any]

RANKING: Listing[Row] = Listing(
    name="peringkat",
    columns=(
        Column(title=_("Peringkat"), value=lambda row: row["rank"]),
        Column(title=_("UPT"), value=lambda row: row["application"].unit.name),
        Column(title=_("Kode satker"), value=lambda row: row["application"].unit.work_unit_code),
        Column(title=_("Kanwil"), value=lambda row: row["application"].region.name),
        Column(title=_("Nilai akhir"), value=lambda row: row.get("exact")),
        Column(title=_("Predikat"), value=lambda row: row.get("grade", "")),
        Column(title=_("Ditentukan oleh"), value=lambda row: row.get("decided_by", "")),
        Column(title=_("Keadaan"), value=lambda row: str(row["label"])),
    ),
)

LAUREATES: Listing[Row] = Listing(
    name="penerima-penghargaan",
    columns=(
        Column(title=_("UPT"), value=lambda row: row["unit"]),
        Column(title=_("Kode satker"), value=lambda row: row["code"]),
        Column(title=_("Kanwil"), value=lambda row: row["region"]),
        Column(title=_("Predikat"), value=lambda row: row["grade"]),
        Column(title=_("Nomor keputusan"), value=lambda row: row["number"]),
        Column(title=_("Tanggal keputusan"), value=lambda row: row["date"]),
    ),
)
