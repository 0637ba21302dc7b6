"""The board of a Kanwil as a list: its columns, in words."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.state_words import WORDS
from directory.enums import UnitType
from record.pages.lists import Column, Deadline, Listing, Tag
from record.pages.lists.columns import Shown
from verification.queries.progress import Progress


def state_tag(row: Progress) -> Tag:
    """The state in the office's words."""
    return Tag(str(row.state.label), WORDS[row.state].tone)


def last_act(row: Progress) -> Shown:
    """When the unit last did anything; loud where it never did and it is its turn."""
    if row.last_act is None and row.units_turn:
        return Tag(gettext("Belum ada kegiatan"), "bad")
    return row.last_act


def days_left(row: Progress) -> int | None:
    """Calendar days until what is due next, in the reader's zone; negative when it is over."""
    if row.due is None:
        return None
    return (timezone.localdate(row.due) - timezone.localdate()).days


def unit_type(row: Progress) -> str:
    return str(UnitType(row.application.unit_type).label)


REGION_BOARD: Listing[Progress] = Listing(
    name="papan-kanwil",
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row.application.unit.name,
            url=lambda row: reverse("award:application", args=[row.application.pk]),
            hint=lambda row: row.application.unit.work_unit_code,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row.application.unit.work_unit_code,
            listed=False,
        ),
        Column(title=_("Jenis UPT"), value=unit_type, listed=False),
        Column(title=_("Keadaan"), value=lambda row: str(row.state.label), shown=state_tag),
        Column(
            title=_("Kegiatan terakhir UPT"),
            value=lambda row: row.last_act,
            shown=last_act,
            moment=True,
        ),
        Column(
            title=_("Persen terjawab"),
            value=lambda row: row.share,
            hint=lambda row: f"{row.answered}/{row.indicators}",
        ),
        Column(title=_("Indikator terjawab"), value=lambda row: row.answered, listed=False),
        Column(title=_("Jumlah indikator"), value=lambda row: row.indicators, listed=False),
        Column(title=_("Berkas"), value=lambda row: row.files),
        Column(title=_("Temuan terbuka"), value=lambda row: row.findings),
        Column(
            title=_("Batas berikutnya"),
            value=lambda row: row.due,
            shown=lambda row: Deadline(row.due) if row.due else None,
            moment=True,
        ),
        Column(title=_("Sisa hari"), value=days_left, listed=False),
    ),
)
