from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record.domain.receipts import LONGEST
from record.event_words import TITLES


def event_choices() -> list[tuple[str, str]]:
    """Every kind of event, by what it is called."""
    named = ((kind, str(title)) for kind, title in TITLES.items())
    return [("", gettext("Semua")), *sorted(named, key=lambda pair: pair[1])]


class LedgerFilter(forms.Form):
    """Which entries of the ledger to show."""

    subject = forms.CharField(
        label=_("Perihal"),
        help_text=_("Jenis dan nomor, seperti application:1f0c…"),
        required=False,
        max_length=120,
    )
    kind = forms.ChoiceField(label=_("Jenis peristiwa"), required=False, choices=event_choices)


class ReceiptForm(forms.Form):
    """A receipt to be checked, as its holder kept it."""

    text = forms.CharField(
        label=_("Teks tanda terima"),
        help_text=_(
            "Salin seluruh isi berkas tanda terima ke sini, dari baris pertama sampai akhir."
        ),
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "autocomplete": "off"}),
        max_length=LONGEST,
        strip=False,
    )
