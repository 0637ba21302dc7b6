"""The list of a person's own acts: which they are, its columns, how it is narrowed."""

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record.event_words import title
from record.models import LedgerEntry
from record.pages.lists import Column, Listing, Order, given

# The acts whose proof a person may want years later; the others stand in the ledger as well.
KINDS = (
    "evidence_received",
    "evidence_removed",
    "truth_stated",
    "finding_answered",
    "finding_decided",
    "indicator_verified",
    "closing_signed",
    "sheet_sealed",
    "scoring_closed",
    "decided",
    "published",
    "objection_filed",
    "modifier_registered",
    "modifier_answered",
    "modifier_decided",
    "objection_rejected",
    "objection_upheld",
    "objection_evidence",
    "signed_copy_kept",
    "hearing_answered",
    "objection_withdrawn",
)


def _receipt(entry: LedgerEntry) -> str:
    """The page of its receipt, where receipts are signed."""
    return reverse("record:receipt", args=[entry.seq]) if settings.CHECKPOINT_KEY else ""


RECEIPTS: Listing[LedgerEntry] = Listing(
    name="tanda-terima",
    orders={
        "newest": Order(_("Terbaru"), ("-seq",)),
        "oldest": Order(_("Terlama"), ("seq",)),
    },
    columns=(
        Column(title=_("Perbuatan"), value=lambda entry: str(title(entry.kind)), url=_receipt),
        Column(title=_("Waktu"), value=lambda entry: entry.at, moment=True),
        Column(title=_("Nomor buku besar"), value=lambda entry: entry.seq),
        Column(title=_("Sidik SHA-256"), value=lambda entry: entry.hash, listed=False),
    ),
)


def _kinds() -> list[tuple[str, str]]:
    named = sorted((str(title(kind)), kind) for kind in KINDS)
    return [("", gettext("Semua")), *((kind, name) for name, kind in named)]


class ReceiptsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Perbuatan"), required=False, choices=_kinds)

    def narrowed(self, rows: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
        """The acts of the kind asked for."""
        kind = given(self).get("kind")
        return rows.filter(kind=kind) if kind else rows
