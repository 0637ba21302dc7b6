"""A question to the Kanwil and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from award.domain.questions import LONGEST


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        help_text=_("Dibaca oleh UPT, Kanwil dan pusat, tidak oleh juri."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Jawaban Anda"),
        help_text=_("Tidak dapat diubah sesudah dikirim."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
