"""What the unit was asked to answer: before a consequence, and for what changes its score."""

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from award.queries.embargo import is_published
from criteria.domain.modifying import points_for
from directory.actors import Actor
from jury.enums import Direction, HearingAbout, ModifierState
from jury.figures import read
from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import Grid, Part
from jury.queries.dossier.written import HEARING, MODIFIER, RULING, Written
from jury.rules import has_conflict
from record.dates import day_text, moment_text
from record.pages.lists.columns import Shown


def hearings_part(facts: Facts) -> Part:
    """The charges with the answers, as all of the centre read them. Never what is only proposed."""
    heads = [_("Tentang"), _("Yang perlu dijawab"), _("Keterangan UPT"), _("Keadaan")]
    rows: list[list[Shown]] = [
        [
            str(HearingAbout(row.word).label),
            (row.text, moment_text(row.at)),
            _answer(row),
            _("Selesai") if row.gap else _("Berjalan"),
        ]
        for row in facts.written(HEARING)
    ]
    return Part(
        name="keterangan",
        title=_("Permintaan keterangan"),
        url=reverse("jury:hearing", args=[facts.application.pk]),
        link=_("Buka keterangan UPT"),
        grids=[Grid(_("Permintaan keterangan"), heads, rows)],
        nothing=_("UPT tidak dimintai keterangan."),
    )


def modifiers_part(facts: Facts) -> tuple[Part, bool]:
    """What counts for or against the unit, and whether a decision in it is under embargo.

    Read as its own page is: who has a conflict with the unit is not told whether there is any.
    """
    entries = facts.written(MODIFIER)
    if entries and has_conflict(Actor(facts.reader), facts.application):
        entries = []
    rulings = {(row.indicator, row.more): row for row in facts.written(RULING)}
    decided = any((row.indicator, row.more) in rulings for row in entries)
    heads = [_("Penyesuai"), _("Sumber"), _("Kejadian"), _("Jawaban UPT"), _("Keputusan")]
    rows = [_modifier(facts, row, rulings.get((row.indicator, row.more))) for row in entries]
    part = Part(
        name="penyesuai",
        title=_("Penyesuai nilai"),
        url=reverse("jury:modifiers", args=[facts.application.pk]) if entries else "",
        link=_("Buka penyesuai nilai"),
        grids=[Grid(_("Penyesuai nilai"), heads, rows)],
        nothing=_("Tidak ada penyesuai yang boleh ditunjukkan."),
    )
    return part, decided and not is_published(facts.application)


def _modifier(facts: Facts, row: Written, ruling: Written | None) -> list[Shown]:
    direction = Direction.DEDUCTION if row.gap else Direction.ADDITION
    points = points_for(facts.instrument, code=row.indicator, direction=direction).points
    title = facts.instrument.modifier(row.indicator).title
    day = parse_date(row.word)
    return [
        (str(title), f"+{read(points)}" if points > 0 else read(points)),
        (row.more, day_text(day) if day else ""),
        (row.text, moment_text(row.at)),
        _answer(row),
        _ruled(ruling) if ruling else str(ModifierState.REGISTERED.label),
    ]


def _ruled(row: Written) -> tuple[str, ...]:
    return (str(ModifierState(row.word).label), row.text, moment_text(row.at))


def _answer(row: Written) -> Shown:
    """The unit's answer with its moment, or until when it is waited for."""
    at = moment_text(row.then) if row.then else ""
    if row.answer:
        return (row.answer, at)
    return (_("Belum dijawab"), _("Dijawab paling lambat %(at)s") % {"at": at})
