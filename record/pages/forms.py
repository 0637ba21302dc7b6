from django import forms
from django.utils.translation import gettext_lazy as _

from record.domain.receipts import LONGEST


class LedgerFilter(forms.Form):
    """Which entries of the ledger to show."""

    subject = forms.CharField(
        label=_("Perihal"),
        help_text=_("Jenis dan nomor, seperti application:1f0c…"),
        required=False,
        max_length=120,
    )
    kind = forms.CharField(label=_("Jenis peristiwa"), required=False, max_length=60)


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
