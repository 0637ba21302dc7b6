"""What the unit said of itself beside what its Kanwil found, by criterion."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.instrument import Criterion, Indicator
from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import NONE, Grid, Part
from jury.queries.dossier.written import Written
from record.pages.lists.columns import Shown


def answers_part(facts: Facts) -> Part:
    """A table for each criterion, a row for each indicator of the unit's type."""
    applicable = facts.instrument.indicators_for(facts.application.unit_type)
    open_questions = Counter(f.version.item.indicator for f in facts.findings if f.waits)
    return Part(
        name="nilai",
        title=_("Penilaian mandiri dan nilai Kanwil"),
        url=reverse("verification:desk", args=[facts.application.pk]),
        link=_("Buka meja verifikasi"),
        facts=[
            (_("Indikator dijawab UPT"), f"{len(facts.claims)}/{len(applicable)}"),
            (
                _("Indikator terverifikasi"),
                f"{sum(facts.stands(i.code) for i in applicable)}/{len(applicable)}",
            ),
            (_("Nilai Kanwil berbeda dari UPT"), str(sum(_differs(facts, i) for i in applicable))),
        ],
        grids=[
            _grid(facts, criterion, [i for i in applicable if i.criterion == criterion.code],
                  open_questions)
            for criterion in facts.instrument.criteria
        ],
    )  # fmt: skip


def _grid(
    facts: Facts, criterion: Criterion, indicators: list[Indicator], waiting: Counter[str]
) -> Grid:
    heads = [_("Indikator"), _("Isian UPT"), _("Nilai Kanwil"), _("Berkas"), _("Temuan terbuka")]
    rows: list[list[Shown]] = [
        [
            facts.name_of(indicator.code),
            tuple(_claimed(indicator, facts.claims.get(indicator.code))),
            tuple(_found(facts, indicator)),
            str(len(facts.counting.get(indicator.code, []))),
            str(waiting[indicator.code]),
        ]
        for indicator in indicators
    ]
    return Grid(str(criterion.title), heads, rows)


def _claimed(indicator: Indicator, claim: Written | None) -> Iterator[str]:
    if claim is None:
        yield NONE
        return
    gap = _("Dinyatakan belum ada data dukung")
    yield gap if claim.gap else _answer(indicator, claim)
    if claim.text:
        yield claim.text


def _found(facts: Facts, indicator: Indicator) -> Iterator[str]:
    value = facts.values.get(indicator.code)
    if value is None:
        yield _("Belum diverifikasi")
        return
    words = _("%(answer)s (berbeda)") if _differs(facts, indicator) else "%(answer)s"
    yield words % {"answer": _answer(indicator, value)}
    if not facts.stands(indicator.code):
        yield _("Isian atau berkas berubah sesudahnya, verifikasi lagi")
    if value.text:
        yield value.text


def _differs(facts: Facts, indicator: Indicator) -> bool:
    claim, value = facts.claims.get(indicator.code), facts.values.get(indicator.code)
    return value is not None and (claim is None or claim.gap or claim.word != value.word)


def _answer(indicator: Indicator, given: Written) -> str:
    return str(indicator.scale.answer(given.word).text) if given.word else NONE
