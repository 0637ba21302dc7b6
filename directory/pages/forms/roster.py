"""Sending a list of units and people, and having it imported."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from directory.sheets.comma import ENCODINGS
from directory.sheets.tables import LIMITS

_NAMES = {"utf-8": _("UTF-8 (biasanya)"), "windows-1252": _("Windows-1252 (CSV dari Excel lama)")}


class RosterForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Berkas Excel (.xlsx) atau CSV"),
        help_text=_("Paling besar 5 MB. Berkas ini diperiksa dahulu; belum ada yang disimpan."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    encoding = forms.ChoiceField(
        label=_("Pengodean huruf"),
        help_text=_("Hanya untuk CSV."),
        choices=[(each, _NAMES[each]) for each in ENCODINGS],
        widget=forms.RadioSelect,
        initial="utf-8",
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.source:
            raise forms.ValidationError(
                _("Berkas ini terlalu besar. Bagi menjadi beberapa berkas.")
            )
        return file


class ImportForm(forms.Form):
    """The word that it be done, for the plan that was shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    mailed = forms.BooleanField(
        label=_("Kirim surel undangan kepada setiap orang yang baru"),
        help_text=_(
            "Tanpa ini akunnya dibuat dan undangannya dikirim nanti, sekaligus, dari halaman Orang dan peran."
        ),
        required=False,
        initial=True,
    )
