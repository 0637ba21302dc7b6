"""What was asked beside the way: questions to the Kanwil, more time, objections."""

from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import DateKind, ExtensionScope
from jury.enums import ObjectionState
from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import Grid, Part
from jury.queries.dossier.written import EXTENSION, OBJECTION, QUESTION, Written
from record.dates import moment_text
from record.pages.lists.columns import Shown


def questions_part(facts: Facts) -> Part:
    """What the unit asked its Kanwil about indicators, with the answers."""
    heads = [_("Indikator"), _("Pertanyaan"), _("Jawaban")]
    rows: list[list[Shown]] = [
        [
            facts.name_of(row.indicator),
            (row.text, moment_text(row.at)),
            (row.answer, moment_text(row.then)) if row.then else _("Belum dijawab"),
        ]
        for row in facts.written(QUESTION)
    ]
    return Part(
        name="pertanyaan",
        title=_("Pertanyaan kepada Kanwil"),
        url=reverse("award:application", args=[facts.application.pk]),
        link=_("Buka pengajuan"),
        grids=[Grid(_("Pertanyaan kepada Kanwil"), heads, rows)],
        nothing=_("Tidak ada pertanyaan."),
    )


def extensions_part(facts: Facts) -> Part:
    """More time that reached this unit: its own, its Kanwil's, everybody's."""
    heads = [_("Tenggat"), _("Sampai"), _("Berlaku bagi"), _("Alasan"), _("Diberikan")]
    rows: list[list[Shown]] = [
        [
            str(DateKind(row.word).label),
            moment_text(row.then) if row.then else "",
            str(ExtensionScope(row.more).label),
            row.text,
            moment_text(row.at),
        ]
        for row in facts.written(EXTENSION)
    ]
    year = facts.application.season.year
    return Part(
        name="perpanjangan",
        title=_("Perpanjangan waktu"),
        url=reverse("award:season", args=[year]) if facts.season_read else "",
        link=_("Buka periode"),
        grids=[Grid(_("Perpanjangan waktu"), heads, rows)],
        nothing=_("Tidak ada perpanjangan."),
    )


def objections_part(facts: Facts) -> Part:
    """What the unit said against its result, and the answer."""
    heads = [_("Diajukan"), _("Keberatan"), _("Keadaan"), _("Jawaban")]
    rows = facts.written(OBJECTION)
    return Part(
        name="keberatan",
        title=_("Keberatan"),
        url=reverse("jury:objection", args=[facts.application.pk]) if rows else "",
        link=_("Buka keberatan"),
        grids=[Grid(_("Keberatan"), heads, [_objection(row) for row in rows])],
        nothing=_("Tidak ada keberatan."),
    )


def _objection(row: Written) -> list[Shown]:
    answered = (row.answer, moment_text(row.then)) if row.then else ""
    return [moment_text(row.at), row.text, str(ObjectionState(row.word).label), answered]
