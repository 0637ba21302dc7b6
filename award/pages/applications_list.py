"""The list of applications: its columns and the orders it may be in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from record.pages.lists import Column, Listing, Order, Tag

Row = dict[str, Any]

# Not by the time in a state: under embargo it would tell what was decided.
APPLICATIONS: Listing[Row] = Listing(
    name="pengajuan",
    orders={
        "unit": Order(_("Nama UPT"), ("unit__name",)),
        "code": Order(_("Kode satker"), ("unit__work_unit_code",)),
        "region": Order(_("Kanwil"), ("region__number", "unit__name")),
    },
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row["application"].unit.name,
            url=lambda row: row["url"],
            hint=lambda row: row["application"].unit.work_unit_code,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row["application"].unit.work_unit_code,
            listed=False,
        ),
        Column(
            title=_("Jenis UPT"),
            value=lambda row: row["unit_type"],
            listed=False,
        ),
        Column(title=_("Kanwil"), value=lambda row: row["application"].region.name),
        Column(title=_("Periode"), value=lambda row: row["application"].season.year, listed=False),
        Column(
            title=_("Keadaan"),
            value=lambda row: str(row["label"]),
            shown=lambda row: Tag(row["label"], row["tone"]),
        ),
        Column(title=_("Sejak"), value=lambda row: row["since"], moment=True),
    ),
)
