"""A result's numbers, each with the steps that lead to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.instrument import Instrument
from jury.figures import read, reads
from jury.models import Result

MODIFIER = "modifier"
WHAT = {
    "share": gettext_lazy("Bagian nilai"),
    "mean": gettext_lazy("Rata-rata juri"),
    "median": gettext_lazy("Median juri"),
    "weighted": gettext_lazy("Dikalikan bobot"),
    "total": gettext_lazy("Jumlah berbobot"),
    "modifier": gettext_lazy("Penyesuai"),
    "modified": gettext_lazy("Setelah penyesuai, antara 0 dan 100"),
    "rounded": gettext_lazy("Dibulatkan"),
}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A number and how it came about; `minimum` is empty for the total."""

    title: str
    value: str
    steps: list[dict[str, str]]
    minimum: str = ""
    met: bool = True


def opened(result: Result, instrument: Instrument) -> list[Opened]:
    """The score of each criterion, and last the total."""
    return opened_steps(result.arithmetic, result.total, instrument)


def opened_steps(
    arithmetic: Sequence[Mapping[str, str]], total: Decimal, instrument: Instrument
) -> list[Opened]:
    """The same from the steps themselves."""
    rows = []
    for criterion in instrument.criteria:
        steps = [s for s in arithmetic if s["subject"] == criterion.code and s["what"] != MODIFIER]
        score = next((s["result"] for s in steps if s["what"] == "rounded"), None)
        if score is None:
            continue
        rows.append(
            Opened(
                title=str(criterion.title),
                value=reads(score),
                minimum=read(criterion.minimum),
                met=Decimal(score) >= criterion.minimum,
                steps=_lines(steps),
            )
        )
    whole = [s for s in arithmetic if not s["subject"] or s["what"] in ("weighted", MODIFIER)]
    return [
        *rows,
        Opened(title=_("Nilai akhir"), value=read(total), steps=_lines(whole, instrument)),
    ]


def grade_title(instrument: Instrument, code: str) -> str:
    """The grade's name in the reader's language; empty for none."""
    return next((str(g.title) for g in instrument.scoring.grades if g.code == code), "")


def _lines(
    steps: Iterable[Mapping[str, str]], instrument: Instrument | None = None
) -> list[dict[str, str]]:
    """Steps in words; with an instrument, each names its criterion or modifier."""
    return [
        {
            "what": str(WHAT.get(step["what"], step["what"])),
            "subject": _subject(step, instrument) if instrument and step["subject"] else "",
            "formula": reads(step["formula"]),
            "result": reads(step["result"]),
        }
        for step in steps
    ]


def _subject(step: Mapping[str, str], instrument: Instrument) -> str:
    if step["what"] == MODIFIER:
        return str(instrument.modifier(step["subject"]).title)
    return str(instrument.criterion(step["subject"]).title)
