"""Which links stand in the header, and for whom."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.enums import REGION_KINDS, RoleKind
from directory.rules import READERS

EVERYBODY = frozenset(RoleKind)
CENTRE_STAFF = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR})
DESKS = REGION_KINDS | CENTRE_STAFF | {RoleKind.CENTRE_VERIFIER}
CHECK_READERS = CENTRE_STAFF | {RoleKind.CENTRE_VERIFIER}
ANNOUNCERS = CENTRE_STAFF | {RoleKind.REGION_SECRETARIAT}
JURY_HEADS = frozenset({RoleKind.JURY_SECRETARY, RoleKind.JURY_CHAIR})
DASHBOARD = CHECK_READERS | JURY_HEADS | {RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT}
JURY = JURY_HEADS | CENTRE_STAFF | {RoleKind.JUROR}


@dataclass(frozen=True)
class Entry:
    """A place in the navigation, shown to those who hold one of `kinds`."""

    route: str
    label: str | Promise
    kinds: frozenset[RoleKind] = EVERYBODY


@dataclass(frozen=True)
class Link:
    """An entry resolved for one request."""

    label: str
    url: str
    current: bool


SIGNED_IN = (
    Entry("award:work", _("Daftar kerja")),
    Entry("award:applications", _("Pengajuan")),
    Entry("directory:search", _("Cari")),
    Entry("jury:dashboard", _("Dasbor"), DASHBOARD),
    Entry("verification:region_board", _("Papan Kanwil"), DESKS),
    Entry("verification:board", _("Papan verifikasi"), DESKS),
    Entry("verification:visit_plan", _("Rencana kunjungan"), DESKS),
    Entry("award:question_list", _("Pertanyaan UPT"), DESKS),
    Entry("verification:check_record", _("Catatan pemeriksaan"), CHECK_READERS),
    Entry("verification:decrees", _("SK tim"), REGION_KINDS | CENTRE_STAFF),
    Entry("jury:panels", _("Penilaian"), JURY),
    Entry("award:announcements", _("Pengumuman"), ANNOUNCERS),
    Entry("award:seasons", _("Periode"), CENTRE_STAFF | JURY_HEADS),
    Entry("directory:units", _("Daftar UPT"), READERS),
    Entry("directory:people", _("Orang dan peran"), READERS),
    Entry("record:ledger", _("Buku besar"), CENTRE_STAFF),
    Entry("record:receipts", _("Tanda terima")),
    Entry("record:long_works", _("Pekerjaan saya")),
)
PUBLIC = (
    Entry("jury:results", _("Hasil")),
    Entry("jury:check_certificate", _("Periksa piagam")),
    Entry("criteria:instruments", _("Instrumen")),
    Entry("record:checkpoints", _("Titik periksa")),
    Entry("help", _("Bantuan")),
)
PLACES = {
    "sign_in": "directory:sign_in",
    "sign_out": "directory:sign_out",
    "account": "directory:account",
    "notices": "record:notices",
    "work": "award:work",
    "results": "jury:results",
    "check_certificate": "jury:check_certificate",
    "instruments": "criteria:instruments",
}


def links(entries: Collection[Entry], *, held: Collection[str], path: str) -> list[Link]:
    """The links of `entries` for a person who holds the role kinds `held` on page `path`."""
    shown = [entry for entry in entries if entry.kinds.intersection(held)]
    found = [(entry, address(entry.route)) for entry in shown]
    return [
        Link(label=str(entry.label), url=url, current=path.startswith(url))
        for entry, url in found
        if url
    ]


def address(route: str) -> str:
    """The address of `route`, or nothing where the project was set up without that page."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
