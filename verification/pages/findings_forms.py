"""The forms with which people decide, raise and answer findings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verification.enums import Severity, Verdict
from verification.pages.ready_reasons import choices, sentence


class DecideForm(forms.Form):
    """What a person decides about a finding; only the verdicts open to them are offered."""

    verdict = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    ready = forms.ChoiceField(label=_("Kalimat siap pakai"), required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_(
            "Boleh kosong bila kalimat siap pakai sudah cukup. Dibaca UPT bila Anda bertanya "
            "kepadanya, dan tercatat selamanya. Jangan menyebut UPT lain."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, verdicts: list[Verdict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(verdict.value, verdict.label) for verdict in verdicts]
        ready = self.fields["ready"]
        assert isinstance(ready, forms.ChoiceField)  # noqa: S101 - declared so above
        ready.choices = [("", _("Pilih kalimat")), *choices(verdicts)]
        reason = self.fields["reason"]
        reason.required = not self.data.get("ready")
        reason.error_messages["required"] = _("Pilih kalimat siap pakai atau tulis alasan Anda.")

    def clean(self) -> dict[str, Any]:
        """A sentence that was picked must fit the decision."""
        given: dict[str, Any] = super().clean() or {}
        ready, verdict = given.get("ready", ""), given.get("verdict")
        if ready and verdict and not ready.startswith(f"{verdict}."):
            self.add_error("ready", _("Kalimat ini untuk keputusan lain. Pilih yang sesuai."))
        return given

    def said(self) -> str:
        """The whole reason: the sentence that was picked, then the own words."""
        parts = sentence(self.cleaned_data["ready"]), self.cleaned_data["reason"].strip()
        return " ".join(part for part in parts if part)


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
