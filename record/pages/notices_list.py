"""The list of a person's notices: its columns, how it is narrowed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from record.domain.notice_texts import words
from record.models import Notice
from record.pages.lists import Column, Listing, Order, given

Row = dict[str, Any]
READ, UNREAD = "read", "unread"


def notice_rows(notices: Sequence[Notice]) -> list[Row]:
    """The notices with their texts in the reader's language."""
    return [_row(notice) for notice in notices]


def _row(notice: Notice) -> Row:
    text = words(notice.kind, notice.params)
    return {"notice": notice, "title": text.title, "body": text.body}


# Shown one below the other with their buttons, exported as a table.
NOTICES: Listing[Row] = Listing(
    name="pemberitahuan",
    per_page=25,
    orders={
        "newest": Order(_("Terbaru"), ("-created_at",)),
        "oldest": Order(_("Terlama"), ("created_at",)),
    },
    columns=(
        Column(
            title=_("Waktu"),
            value=lambda row: row["notice"].created_at,
            listed=False,
            moment=True,
        ),
        Column(title=_("Perihal"), value=lambda row: row["title"], listed=False),
        Column(title=_("Isi"), value=lambda row: row["body"], listed=False),
        Column(
            title=_("Dibaca"), value=lambda row: row["notice"].read_at, listed=False, moment=True
        ),
    ),
)


class NoticesForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[("", _("Semua")), (UNREAD, _("Belum dibaca")), (READ, _("Sudah dibaca"))],
    )

    def narrowed(self, rows: QuerySet[Notice]) -> QuerySet[Notice]:
        """Read ones, unread ones, or all."""
        state = given(self).get("state")
        return rows.filter(read_at__isnull=state == UNREAD) if state else rows
