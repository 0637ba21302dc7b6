"""The list of checkpoints: its columns."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.models import Checkpoint
from record.pages.lists import Code, Column, Listing, Order

CHECKPOINTS: Listing[Checkpoint] = Listing(
    name="titik-periksa",
    orders={
        "newest": Order(_("Terbaru"), ("-size",)),
        "oldest": Order(_("Terlama"), ("size",)),
    },
    columns=(
        Column(
            title=_("Banyak catatan"),
            value=lambda row: row.size,
            url=lambda row: reverse("record:checkpoint", args=[row.size]),
        ),
        Column(title=_("Waktu"), value=lambda row: row.at, moment=True),
        Column(
            title=_("Sidik seluruh catatan"),
            value=lambda row: row.root,
            shown=lambda row: Code(row.root),
        ),
    ),
)
