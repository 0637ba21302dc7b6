from django import forms
from django.utils.translation import gettext_lazy as _


class LedgerFilter(forms.Form):
    """Which entries of the ledger to show."""

    subject = forms.CharField(
        label=_("Perihal"),
        help_text=_("Jenis dan nomor, seperti application:1f0c…"),
        required=False,
        max_length=120,
    )
    kind = forms.CharField(label=_("Jenis peristiwa"), required=False, max_length=60)
