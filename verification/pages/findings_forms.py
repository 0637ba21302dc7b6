"""The forms with which people decide, raise and answer findings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verification.enums import Severity, Verdict


class DecideForm(forms.Form):
    """What a person decides about a finding; only the verdicts open to them are offered."""

    verdict = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca UPT bila Anda bertanya kepadanya, dan tercatat selamanya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, verdicts: list[Verdict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(verdict.value, verdict.label) for verdict in verdicts]


class RaiseForm(forms.Form):
    """A person's own question about a file."""

    severity = forms.ChoiceField(
        label=_("Tingkat"),
        choices=[(s.value, s.label) for s in (Severity.LOW, Severity.MEDIUM, Severity.HIGH)],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    text = forms.CharField(
        label=_("Apa yang Anda lihat?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(forms.Form):
    """The unit's word on a finding."""

    text = forms.CharField(
        label=_("Penjelasan Anda"),
        help_text=_("Jelaskan apa adanya. Jawaban dibaca oleh tim verifikasi."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
