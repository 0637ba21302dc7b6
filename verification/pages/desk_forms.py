"""The team's forms at its desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from criteria.instrument import Scale
from directory.pages.forms.dates import DayField

LONGEST_TEXT = 4000


class SometimesRequired(forms.CharField):
    """Words that are needed in some cases, which its help says: never marked as optional."""

    sometimes_required = True


class VerifyForm(forms.Form):
    """The Kanwil's value for one indicator."""

    value = forms.ChoiceField(
        label=_("Nilai Kanwil"),
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    observation = SometimesRequired(
        label=_("Pengamatan"),
        help_text=_("Wajib bila nilai berbeda dari pernyataan UPT."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(answer.code, str(answer.text)) for answer in scale.answers]


class VisitForm(forms.Form):
    """The head of a visit: when, and who was there."""

    on = DayField(label=_("Tanggal kunjungan"))
    present = forms.CharField(
        label=_("Yang hadir"),
        help_text=_("Dari UPT dan dari tim: nama dan jabatan."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    summary = forms.CharField(
        label=_("Catatan umum"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=0, max_value=10**6
    )


class NoteForm(forms.Form):
    """What was seen for one indicator, in words, in photos, or both."""

    indicator = forms.ChoiceField(label=_("Indikator"))
    text = forms.CharField(
        label=_("Apa yang terlihat?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = list(names.items())


class ReasonForm(forms.Form):
    """An act that needs nothing but a reason."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReopenForm(ReasonForm):
    """An act that opens the verification anew until a day."""

    until = DayField(label=_("Batas verifikasi yang baru"))


class LetterForm(forms.Form):
    """What a letter says to a unit that did not pass."""

    reasons = forms.CharField(
        label=_("Alasan belum lolos"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    how_again = forms.CharField(
        label=_("Cara mengikuti kembali"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(forms.Form):
    """A signature: the password again, so that nobody signs at a desk left open."""

    password = forms.CharField(
        label=_("Kata sandi Anda"),
        help_text=_("Diminta sekali lagi sebagai tanda tangan."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
