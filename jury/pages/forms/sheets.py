"""Forms of a juror: declarations, and the fields of a score sheet."""

from dataclasses import dataclass

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


class DeclareForm(forms.Form):
    """A juror's word on one application, or that it comes later."""

    word = forms.ChoiceField(label=_("Pernyataan"), choices=WORDS, initial=LATER)
    note = forms.CharField(label=_("Keterangan"), max_length=500, required=False)

    @property
    def given(self) -> bool:
        """Whether the juror declared anything."""
        return bool(self.cleaned_data["word"] != LATER)

    def kind(self) -> ConflictKind | None:
        """The conflict declared, None for none. Ask only where a word was given."""
        word = self.cleaned_data["word"]
        return None if word == NONE else ConflictKind(word)


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
