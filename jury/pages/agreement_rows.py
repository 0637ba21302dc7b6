"""The figures about a panel's agreement in words, for its page and its table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Person
from jury.agreement.figures import Estimate, Why
from jury.agreement.report import Report
from jury.agreement.severity import UNITS_EACH, Severities
from jury.figures import brief
from jury.queries.agreement import Agreement

WHY = {
    Why.FEW_UNITS: gettext_lazy("Kurang dari dua UPT dinilai oleh sedikitnya dua juri."),
    Why.FEW_JURORS: gettext_lazy("Kurang dari dua juri menilai UPT yang sama."),
    Why.APART: gettext_lazy(
        "Juri terbagi dalam kelompok yang tidak menilai satu UPT pun bersama, sehingga tidak dapat dibandingkan."
    ),
    Why.NO_REST: gettext_lazy("Lembar terlalu sedikit untuk memisahkan juri dari kebetulan."),
    Why.ALL_ALIKE: gettext_lazy(
        "Semua nilai sama, sehingga tidak ada perbedaan untuk dibandingkan."
    ),
    Why.FEW_OF_ONE: gettext_lazy("Ada juri yang menilai terlalu sedikit UPT bersama juri lain."),
}
NAMES = {
    "of_means": (
        gettext_lazy("ICC(2,k), rata-rata semua juri"),
        gettext_lazy("Seberapa tetap rata-rata nilai bila juri diganti dengan juri lain."),
    ),
    "of_one": (
        gettext_lazy("ICC(2,1), satu juri"),
        gettext_lazy("Hal yang sama untuk nilai seorang juri saja."),
    ),
    "totals": (
        gettext_lazy("Alfa Krippendorff, nilai akhir tiap lembar"),
        gettext_lazy("Kesepakatan atas nilai 0 sampai 100, di luar kebetulan."),
    ),
    "rungs": (
        gettext_lazy("Alfa Krippendorff, jawaban berjenjang tiap indikator"),
        gettext_lazy("Kesepakatan atas jawaban pada skala, di luar kebetulan."),
    ),
}


def number(value: float | None) -> str:
    """A figure with at most two places in the reader's language; "–" for none."""
    return "–" if value is None else brief(Decimal(repr(round(value, 6))))


def coefficients(report: Report) -> list[dict[str, Any]]:
    """Each coefficient with its interval, or why there is none."""
    return [
        {
            "name": name,
            "meaning": meaning,
            "value": number(found.value),
            "interval": _interval(found),
            "units": found.units,
            "sheets": found.sheets,
            "why": str(WHY[found.why]) if found.why else "",
        }
        for key, (name, meaning) in NAMES.items()
        for found in [getattr(report, key)]
    ]


def unit_rows(found: Agreement) -> list[dict[str, Any]]:
    """Each unit with its spread, and its change of place without each juror."""
    rows = []
    for number_of, application in enumerate(found.applications):
        spread = found.report.spreads[number_of]
        row: dict[str, Any] = {"application": application, "spread": spread}
        if spread is not None:
            row["figures"] = [
                (_("Rata-rata"), number(spread.mean)),
                (_("Median"), number(spread.median)),
                (_("Simpangan baku"), number(spread.deviation)),
                (_("Rentang"), number(spread.width)),
            ]
        changes = found.report.changes[number_of]
        row["changes"] = [
            {"juror": juror, "text": moved(change), "any": bool(change)}
            for juror, change in zip(found.jurors, changes, strict=True)
        ]
        rows.append(row)
    return rows


def moved(change: int | None) -> str:
    """A change of place: "turun 2", "naik 1", "tetap"; "–" without a place."""
    if change is None:
        return "–"
    if change == 0:
        return _("tetap")
    text = _("turun %(places)d") if change > 0 else _("naik %(places)d")
    return text % {"places": abs(change)}


def severity_rows(found: Agreement) -> list[dict[str, Any]]:
    """What each juror gives above or below the panel's middle."""
    return [
        {
            "juror": found.jurors[row.juror],
            "units": row.units,
            "effect": number(row.effect),
            "interval": _between(row.low, row.high),
            "apart": row.low > 0 or row.high < 0,
        }
        for row in found.report.severities.rows
    ]


def why_none(found: Severities, jurors: Sequence[Person]) -> str:
    """Why severity is not estimated, with the jurors in the way; empty where it is."""
    if found.why is None:
        return ""
    if not found.jurors:
        return str(WHY[found.why])
    text = _("%(why)s Diperlukan paling sedikit %(needed)d UPT: %(names)s.")
    names = ", ".join(jurors[juror].name for juror in found.jurors)
    return text % {"why": WHY[found.why], "needed": UNITS_EACH, "names": names}


def exported(found: Agreement) -> Iterator[tuple[object, ...]]:
    """One figure a line; codes, not words, so that both languages have the same table."""
    report = found.report
    for key in NAMES:
        it: Estimate = getattr(report, key)
        yield "panel", "", "", key, it.value, it.low, it.high, it.units, it.sheets, it.why or ""
    severity = report.severities
    for row in severity.rows:
        name = found.jurors[row.juror].name
        yield "juror", "", name, "severity", row.effect, row.low, row.high, row.units, "", ""
    if severity.why is not None:
        yield "juror", "", "", "severity", "", "", "", "", "", severity.why
    for application, spread, changes in zip(
        found.applications, report.spreads, report.changes, strict=True
    ):
        unit = f"{application.unit.work_unit_code} {application.unit.name}"
        if spread is not None:
            for figure in ("mean", "median", "deviation", "width"):
                yield "unit", unit, "", figure, getattr(spread, figure), "", "", "", spread.n, ""
        for juror, change in zip(found.jurors, changes, strict=True):
            yield "without", unit, juror.name, "rank_change", change, "", "", "", "", ""


def _interval(found: Estimate) -> str:
    return "–" if found.low is None else _between(found.low, found.high)


def _between(low: float, high: float | None) -> str:
    return _("%(low)s sampai %(high)s") % {"low": number(low), "high": number(high)}
