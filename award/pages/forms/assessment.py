"""The fields of a self-assessment page: `value-<indicator>`, `note-…` and `version-…`."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from criteria.instrument import Scale

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Posted:
    """One answer as a page sent it; `version` is the one the page had shown."""

    indicator: str
    value: str
    note: str
    version: int


def posted_answers(data: QueryDict) -> list[Posted]:
    """The answers a page sent, one for each `version-<indicator>` in it."""
    codes = [name.removeprefix("version-") for name in data if name.startswith("version-")]
    return [
        Posted(
            indicator=code,
            value=data.get(f"value-{code}", "")[:40],
            note=_clean(data.get(f"note-{code}", "")),
            version=_number(data.get(f"version-{code}", "")),
        )
        for code in codes
    ]


def _clean(note: str) -> str:
    """A note as it is kept: one kind of line end, no NUL (PostgreSQL refuses it), not endless."""
    return note.replace("\r\n", "\n").replace("\x00", "")[:LONGEST_NOTE].strip()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


class AmendForm(forms.Form):
    """A changed claim, or the declaration that its evidence cannot be shown.

    `version` is that of the claim the page showed.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    gap = forms.BooleanField(
        label=_("Data dukungnya belum ada; indikator ini dihitung tidak terpenuhi"),
        required=False,
    )
    reason = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_NOTE
    )

    def __init__(self, *args: object, scale: Scale, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["value"] = forms.ChoiceField(
            label=_("Jawaban"),
            widget=forms.RadioSelect,
            required=False,
            choices=[(answer.code, str(answer.text)) for answer in scale.answers],
        )
        self.order_fields(["value", "gap", "reason"])
