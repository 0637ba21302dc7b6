"""The lists of the team's work: the board, decrees, findings, files; their columns in words."""

from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.pages.lists import Column, Deadline, Listing, Order, Tag

Row = dict[str, Any]

BOARD: Listing[Row] = Listing(
    name="papan-verifikasi",
    orders={
        # Until when the Kanwil is waited for, which is nothing from the scoring on.
        "waits": Order(
            _("Paling lama menunggu"), (F("waits_since").asc(nulls_last=True), "unit__name")
        ),
        "unit": Order(_("Nama UPT"), ("unit__name",)),
        "code": Order(_("Kode satker"), ("unit__work_unit_code",)),
    },
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row["application"].unit.name,
            url=lambda row: row["url"],
            hint=lambda row: row["application"].region.name,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row["application"].unit.work_unit_code,
            listed=False,
        ),
        Column(title=_("Kanwil"), value=lambda row: row["application"].region.name, listed=False),
        Column(
            title=_("Keadaan"),
            value=lambda row: str(row["label"]),
            shown=lambda row: Tag(row["label"], row["tone"]),
        ),
        Column(
            title=_("Tim"),
            value=lambda row: str(_("Ada") if row["has_team"] else _("Tanpa tim")),
            shown=lambda row: str(_("Ada")) if row["has_team"] else Tag(str(_("Tanpa tim")), "bad"),
        ),
        Column(
            title=_("Terverifikasi"),
            value=lambda row: row["done"],
            shown=lambda row: f"{row['done']}/{row['total']}",
        ),
        Column(title=_("Jumlah indikator"), value=lambda row: row["total"], listed=False),
        Column(
            title=_("Batas"),
            value=lambda row: row["due"],
            shown=lambda row: Deadline(row["due"]),
            moment=True,
        ),
    ),
)

# Shown as cards, exported as a table.
DECREES: Listing[Row] = Listing(
    name="sk-tim",
    orders={
        "newest": Order(_("Terbaru"), ("-date", "number")),
        "number": Order(_("Nomor SK"), ("number",)),
        "last_day": Order(_("Hari terakhir berlaku"), ("last_day", "number")),
    },
    columns=(
        Column(
            title=_("Nomor SK"),
            value=lambda row: row["decree"].number,
            url=lambda row: reverse("verification:decree", args=[row["decree"].pk]),
        ),
        Column(title=_("Tanggal"), value=lambda row: row["decree"].date),
        Column(title=_("Kanwil"), value=lambda row: row["decree"].region.name),
        Column(title=_("Periode"), value=lambda row: row["decree"].season.name),
        Column(
            title=_("Keadaan"),
            value=lambda row: str(row["label"]),
            shown=lambda row: Tag(row["label"], row["tone"]),
        ),
        Column(title=_("Mulai berlaku"), value=lambda row: row["decree"].starts),
        Column(title=_("Hari terakhir berlaku"), value=lambda row: row["decree"].last_day),
        Column(title=_("Orang"), value=lambda row: row["decree"].people),
        Column(title=_("Pengajuan"), value=lambda row: row["decree"].running),
    ),
)

# Shown as cards with all that was said; exported as a table.
FINDINGS: Listing[Row] = Listing(
    name="temuan",
    per_page=20,
    columns=(
        Column(title=_("Temuan"), value=lambda row: row["title"], listed=False),
        Column(title=_("Penjelasan"), value=lambda row: row["explanation"], listed=False),
        Column(title=_("Tingkat"), value=lambda row: str(row["severity_label"]), listed=False),
        Column(title=_("Berkas"), value=lambda row: row["source"], listed=False),
        Column(title=_("Waktu"), value=lambda row: row["at"], listed=False, moment=True),
        Column(title=_("Pemeriksaan"), value=lambda row: row["check_label"], listed=False),
        Column(
            title=_("Keputusan"),
            value=lambda row: str(row["decision_label"] or ""),
            listed=False,
        ),
        Column(title=_("Alasan"), value=lambda row: row["decision_reason"], listed=False),
        Column(title=_("Diputuskan oleh"), value=lambda row: row["decided_by"], listed=False),
        Column(title=_("Penjelasan UPT"), value=lambda row: row["answer"], listed=False),
    ),
)

FILES: Listing[Row] = Listing(
    name="data-dukung",
    columns=(
        Column(title=_("Kriteria"), value=lambda row: row["criterion"]),
        Column(title=_("Indikator"), value=lambda row: row["indicator"]),
        Column(title=_("No."), value=lambda row: row["number"]),
        Column(title=_("Berkas"), value=lambda row: row["name"]),
        Column(title=_("Jenis"), value=lambda row: row["kind"]),
        Column(title=_("Keadaan"), value=lambda row: str(row["label"])),
        Column(
            title=_("Dihitung"), value=lambda row: str(_("Ya") if row["counts"] else _("Tidak"))
        ),
    ),
)

WITHOUT_TEAM: Listing[Row] = Listing(
    name="tanpa-tim",
    columns=(
        Column(title=_("UPT"), value=lambda row: row["application"].unit.name),
        Column(title=_("Kode satker"), value=lambda row: row["application"].unit.work_unit_code),
        Column(title=_("Kanwil"), value=lambda row: row["application"].region.name),
        Column(title=_("Keadaan"), value=lambda row: row["application"].get_state_display()),
        Column(title=_("Batas"), value=lambda row: row["due"], moment=True),
    ),
)
