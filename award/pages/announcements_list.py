"""The table of those who have not begun: its columns."""

from django.utils.translation import gettext_lazy as _

from award.queries.announcements import Silence
from record.pages.lists import Column, Listing

SILENCES: Listing[Silence] = Listing(
    name="belum-mulai",
    columns=(
        Column(title=_("Kanwil"), value=lambda row: row.region.name),
        Column(title=_("Belum mulai"), value=lambda row: row.silent),
        Column(title=_("UPT"), value=lambda row: row.units),
    ),
)
