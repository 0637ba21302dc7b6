"""Indicators as places for files: what each still needs, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from award.models import Answer, Claim
from criteria.instrument import Criterion, Indicator
from verification.queries.shortage import counts_photos_only, missing_files


def counted_word(indicator: Indicator) -> str:
    """What is counted under an indicator."""
    return _("foto") if counts_photos_only(indicator) else _("berkas")


def counting_rule(indicator: Indicator) -> str:
    """What does not count, where something is taken that does not; else empty."""
    if not counts_photos_only(indicator) or "document" not in indicator.evidence.kinds:
        return ""
    text = _("Yang dihitung hanya foto, sedikitnya %(count)d. PDF dan dokumen lain tidak dihitung.")
    return text % {"count": indicator.evidence.count_min}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One indicator with what was said of it and what was handed in for it."""

    number: int
    indicator: Indicator
    said: Claim | Answer | None
    files: list[dict[str, Any]]
    counted: int
    url: str
    asked: bool = False
    """Whether the team asks for it to be repaired."""

    @property
    def none_needed(self) -> bool:
        """Whether the answer given needs no file."""
        return self.said is not None and self.said.value in self.indicator.none_needed

    @property
    def gap(self) -> bool:
        """Whether the unit declared that it cannot show this."""
        return isinstance(self.said, Claim) and self.said.gap

    @property
    def missing(self) -> int:
        """How many files are still needed."""
        return missing_files(self.indicator, self.said, self.counted)

    @property
    def answer(self) -> str:
        """The answer in words; empty while there is none."""
        if self.said is None or not self.said.value:
            return ""
        return str(self.indicator.scale.answer(self.said.value).text)

    @property
    def label(self) -> str:
        """Where the slot stands, in words."""
        if self.gap:
            return _("Dinyatakan belum ada")
        if self.none_needed and not self.files:
            return _("Tidak perlu berkas")
        needed = self.indicator.evidence.count_min
        shown = {"there": self.counted, "needed": needed, "what": counted_word(self.indicator)}
        if self.counted > needed:
            return _("%(there)d %(what)s, cukup") % shown
        return _("%(there)d dari %(needed)d %(what)s") % shown

    @property
    def lacks(self) -> str:
        """How many of what are still needed, in words; empty where nothing is."""
        if not self.missing:
            return ""
        shown = {"missing": self.missing, "what": counted_word(self.indicator)}
        return _("kurang %(missing)d %(what)s") % shown

    @property
    def tone(self) -> str:
        """The colour of the label."""
        if self.missing:
            return "wait" if self.counted else "busy"
        return "calm" if self.none_needed or self.gap else "good"

    @property
    def unsettled(self) -> bool:
        """Whether checks of its files still run."""
        return any(not row["settled"] for row in self.files)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A criterion with its slots."""

    criterion: Criterion
    slots: list[Slot]

    @property
    def complete(self) -> int:
        """How many of its slots need nothing more."""
        return sum(1 for slot in self.slots if not slot.missing)
