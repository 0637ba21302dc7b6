"""A result's numbers, each with the steps that lead to it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.instrument import Instrument
from jury.figures import read, reads
from jury.models import Result

WHAT = {
    "share": gettext_lazy("Bagian nilai"),
    "mean": gettext_lazy("Rata-rata juri"),
    "median": gettext_lazy("Median juri"),
    "weighted": gettext_lazy("Dikalikan bobot"),
    "total": gettext_lazy("Jumlah berbobot"),
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
    rows = []
    for criterion in instrument.criteria:
        steps = [s for s in result.arithmetic if s["subject"] == criterion.code]
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
    whole = [s for s in result.arithmetic if not s["subject"] or s["what"] == "weighted"]
    total = Opened(
        title=_("Nilai akhir"), value=read(result.total), steps=_lines(whole, instrument)
    )
    return [*rows, total]


def grade_title(instrument: Instrument, code: str) -> str:
    """The grade's name in the reader's language; empty for none."""
    return next((str(g.title) for g in instrument.scoring.grades if g.code == code), "")


def _lines(
    steps: list[dict[str, str]], instrument: Instrument | None = None
) -> list[dict[str, str]]:
    """Steps in words; with an instrument, each names its criterion."""
    return [
        {
            "what": str(WHAT.get(step["what"], step["what"])),
            "subject": str(instrument.criterion(step["subject"]).title)
            if instrument and step["subject"]
            else "",
            "formula": reads(step["formula"]),
            "result": reads(step["result"]),
        }
        for step in steps
    ]
