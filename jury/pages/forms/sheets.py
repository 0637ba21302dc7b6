"""Forms of a juror: declarations, and the fields of a score sheet."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jury.enums import ConflictKind

LONGEST_COMMENT = 2000
NONE = "none"
LATER = "later"
WORDS = [
    (LATER, _("Belum saya nyatakan")),
    (NONE, _("Tidak ada benturan kepentingan")),
    *ConflictKind.choices,
]


class WordField(forms.TypedChoiceField):
    """May come later, or from the line for the rest: never marked as optional."""

    sometimes_required = True


class DeclareForm(forms.Form):
    """A juror's word on one application, or that it comes later."""

    word = WordField(
        label=_("Pernyataan"), choices=WORDS, initial=LATER, required=False, empty_value=LATER
    )
    note = forms.CharField(label=_("Keterangan"), max_length=500, required=False)

    @property
    def shown(self) -> bool:
        """Whether the unit was on the page that was sent: it may have come to the panel since."""
        return self.add_prefix("word") in self.data

    @property
    def given(self) -> bool:
        """Whether the juror declared anything."""
        return bool(self.cleaned_data["word"] != LATER)

    def said(self) -> tuple[ConflictKind | None, str]:
        """The conflict declared, None for none, and the note. What is left open has none."""
        word = self.cleaned_data["word"]
        kind = None if word in (NONE, LATER) else ConflictKind(word)
        return kind, self.cleaned_data["note"]


class RestForm(forms.Form):
    """No conflict with any of the units left open, said knowingly and of those on the page."""

    rest = forms.BooleanField(
        label=_("Tidak ada benturan kepentingan dengan semua UPT lain pada halaman ini."),
        required=False,
    )
    sure = forms.BooleanField(
        label=_(
            "Saya sudah membaca nama setiap UPT itu dan bertanggung jawab atas pernyataan ini."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("rest") and not given.get("sure"):
            self.add_error("sure", _("Centang juga bahwa Anda sudah membacanya."))
        return given


class LateConflictForm(forms.Form):
    """A conflict noticed after first sight."""

    word = forms.ChoiceField(label=_("Jenis benturan kepentingan"), choices=ConflictKind.choices)
    note = forms.CharField(
        label=_("Keterangan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SealForm(forms.Form):
    """Why a sheet that was sealed before is changed."""

    reason = forms.CharField(
        label=_("Alasan perubahan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


@dataclass(frozen=True)
class PostedScore:
    """One score as a page sent it; `version` is the one the page had shown."""

    indicator: str
    value: str
    comment: str
    version: int


def posted_scores(data: QueryDict) -> list[PostedScore]:
    """The scores a page sent, one for each `version-<indicator>` in it."""
    codes = [name.removeprefix("version-") for name in data if name.startswith("version-")]
    return [
        PostedScore(
            indicator=code,
            value=data.get(f"value-{code}", "")[:40],
            comment=_clean(data.get(f"comment-{code}", "")),
            version=_number(data.get(f"version-{code}", "")),
        )
        for code in codes
    ]


def _clean(comment: str) -> str:
    """A comment as it is kept: one kind of line end, no NUL (PostgreSQL refuses it)."""
    return comment.replace("\r\n", "\n").replace("\x00", "")[:LONGEST_COMMENT].strip()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
