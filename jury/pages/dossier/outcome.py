"""Scores and decisions, as far as this reader may know them now."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jury.enums import Outcome
from jury.figures import brief, read
from jury.models import Decision, Result
from jury.pages.arithmetic import grade_title, opened
from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import Grid, Part
from jury.queries.dossier.readers import decisions_for, undecided_result
from record.dates import day_text, moment_text
from record.pages.lists.columns import Shown


def outcome_parts(facts: Facts) -> tuple[list[Part], bool]:
    """Scores and decisions, and whether any of them is still under embargo."""
    application = facts.application
    decisions: list[Any] = list(decisions_for(facts.reader, application))
    waiting = undecided_result(facts.reader, application)
    last = decisions[-1] if decisions else None
    result = waiting or (last.result if last else None)
    secret = waiting is not None or any(not _is_told(d, decisions) for d in decisions)
    told = any(decision.told for decision in decisions)
    address = _address(facts, told=told, known=bool(result or decisions))
    return [_scores(facts, result, address), _decisions(facts, decisions, address)], secret


def _is_told(decision: Any, decisions: list[Any]) -> bool:
    """Earlier ones than that which was told last are public or were overtaken."""
    told = [other.version for other in decisions if other.told]
    return bool(told) and decision.version <= max(told)


def _address(facts: Facts, *, told: bool, known: bool) -> str:
    """The unit's page of results once it is told; before, the page of the decision."""
    if told:
        return reverse("jury:result", args=[facts.application.pk])
    if not known:
        return ""
    return reverse("jury:decide", args=[facts.application.season.year, facts.application.pk])


def _scores(facts: Facts, result: Result | None, address: str) -> Part:
    return Part(
        name="skor",
        title=_("Nilai panel"),
        url=address if result else "",
        link=_("Buka nilai"),
        facts=list(_numbers(facts, result)) if result else [],
        grids=[_criteria(facts, result)] if result else [],
        nothing=_("Belum ada nilai yang boleh ditunjukkan."),
    )


def _numbers(facts: Facts, result: Result) -> Iterator[tuple[str, str]]:
    yield _("Nilai akhir"), read(result.total)
    yield _("Predikat"), grade_title(facts.instrument, result.grade)
    text = _("%(n)d lembar: rata-rata %(mean)s, median %(median)s, sebaran %(spread)s")
    numbers = {name: brief(getattr(result, name)) for name in ("mean", "median", "spread")}
    yield _("Nilai para juri"), text % {"n": result.n, **numbers}


def _criteria(facts: Facts, result: Result) -> Grid:
    *criteria, _total = opened(result, facts.instrument)
    heads = [_("Kriteria"), _("Nilai"), _("Minimum"), _("Keadaan")]
    rows: list[list[Shown]] = [
        [row.title, row.value, row.minimum, _("Tercapai") if row.met else _("Belum tercapai")]
        for row in criteria
    ]
    return Grid(_("Nilai menurut kriteria"), heads, rows)


def _decisions(facts: Facts, decisions: list[Any], address: str) -> Part:
    heads = [_("Keputusan"), _("Nomor dan tanggal"), _("Predikat dan peringkat"), _("Alasan"),
             _("Pengumuman")]  # fmt: skip
    return Part(
        name="keputusan",
        title=_("Keputusan"),
        url=address if decisions else "",
        link=_("Buka keputusan"),
        grids=[Grid(_("Keputusan"), heads, [_row(facts, d, decisions) for d in decisions])],
        nothing=_("Belum ada keputusan yang boleh ditunjukkan."),
    )


def _row(facts: Facts, decision: Decision, decisions: list[Any]) -> list[Shown]:
    rank = _("Peringkat %(rank)d") % {"rank": decision.rank} if decision.rank else ""
    numbered = [decision.number, day_text(decision.date) if decision.date else ""]
    return [
        (str(Outcome(decision.outcome).label), moment_text(decision.at)),
        tuple(filter(None, numbered)),
        tuple(filter(None, [grade_title(facts.instrument, decision.grade), rank])),
        decision.reasons,
        _("Sudah diberitahukan") if _is_told(decision, decisions) else _("Di bawah embargo"),
    ]
