from django import forms
from django.utils.translation import gettext_lazy as _

from directory.search import LONGEST, SHORTEST


class SearchForm(forms.Form):
    """What is looked for."""

    text = forms.CharField(
        label=_("Cari"),
        help_text=_("Nama, kode satker, atau kata dari jawaban, temuan, dan keputusan."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
