"""What is typed for a draft of the decree."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.pages.forms.dates import DayField
from jury.pages.forms.decisions import long_text


class DecreeForm(forms.Form):
    """Numbering and signatory; what is left empty the paper leaves open."""

    number = forms.CharField(
        label=_("Nomor keputusan"), max_length=80, required=False, help_text=_("Bila sudah ada.")
    )
    on = DayField(label=_("Tanggal keputusan"), required=False)
    place = forms.CharField(label=_("Ditetapkan di"), max_length=80, required=False)
    capacity = forms.CharField(label=_("Jabatan penanda tangan"), max_length=120, required=False)
    name = forms.CharField(label=_("Nama penanda tangan"), max_length=120, required=False)
    nip = forms.CharField(label=_("NIP penanda tangan"), max_length=18, required=False)
    more = long_text(
        _("Diktum tambahan"), rows=3, required=False, help_text=_("Satu diktum satu baris.")
    )
