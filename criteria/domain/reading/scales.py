"""The answer scales."""

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import choice, decimal, flag
from criteria.domain.reading.standing import keep_wording, standing, stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import Scale, ScaleAnswer
from criteria.text import Text

RESERVED = ("gap", "not_assessable")


def read_scales(top: Table) -> tuple[Scale, ...]:
    """Read `[[scales]]`: at least two answers, points falling from the first to the last."""
    codes = Unique()
    scales = []
    for table in top.tables("scales"):
        code = codes.add(table, "code", table.code("code"))
        table.subject = title = table.text("title")
        answers = _read_answers(table, title)
        options = tuple(answer.code for answer in answers)
        unmet = stated(table, "unmet", choice(*options))
        origin = standing(table)
        if origin.provisional:
            keep_wording(table, "scale", title, origin)
        scales.append(Scale(code, title, answers, unmet, origin.sources, origin.provisional))
    return tuple(scales)


def _read_answers(scale: Table, title: Text) -> tuple[ScaleAnswer, ...]:
    codes = Unique()
    answers = []
    for table in scale.tables("answers"):
        code = codes.add(table, "code", table.code("code"))
        if code in RESERVED:
            table.fault("code", _('"%(code)s" dipakai oleh sistem') % {"code": code})
        text = table.text("text")
        table.subject = Text(f"{text.id} ({title.id})", f"{text.en} ({title.en})")
        points = stated(table, "points", decimal(0, 1000))
        needed = stated(table, "evidence_needed", flag())
        meaning = _read_meaning(table) if table.has("meaning") else None
        provisional = frozenset(table.provisional)
        answers.append(ScaleAnswer(code, text, points, needed, provisional, meaning))
    _check_points(scale, answers)
    return tuple(answers)


def _read_meaning(answer: Table) -> Text | None:
    """Read `meaning = { id, en, source or provisional }`: when the answer is to be given."""
    table = answer.table("meaning")
    if table is None:
        return None
    text = Text(table.string("id"), table.string("en"))
    origin = standing(table)
    if origin.provisional:
        answer.provisional.add("meaning")
        keep_wording(table, "meaning", answer.subject or text, origin)
    table.close()
    return text


def _check_points(scale: Table, answers: list[ScaleAnswer]) -> None:
    points = [answer.points for answer in answers]
    if any(scale.faulty(f"answers[{number}].points") for number in range(len(answers))):
        return
    if len(points) < 2:
        scale.fault("answers", _("paling sedikit dua jawaban"))
    elif points != sorted(set(points), reverse=True):
        scale.fault("answers", _("nilai harus menurun dari jawaban pertama ke jawaban terakhir"))
    elif points[-1] != 0:
        scale.fault("answers", _("jawaban terakhir harus bernilai 0"))
