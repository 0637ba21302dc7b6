"""What units ask their Kanwil as a list: what waits longest first, each with where to answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.models import Question
from award.queries.instruments import indicator_names
from record.pages.lists import Column, Listing, Order, Tag

SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Row:
    """A question of `questions_seen` and what people call its indicator."""

    question: Question
    indicator: str

    @property
    def waits(self) -> bool:
        return getattr(self.question, "waits_since", None) is not None

    @property
    def state(self) -> Tag:
        """How far it is, in words."""
        if self.question.answered_at:
            return Tag(gettext("Sudah dijawab"), "good")
        if self.waits:
            return Tag(gettext("Menunggu jawaban"), "wait")
        return Tag(gettext("Berakhir tanpa jawaban"), "calm")

    @property
    def url(self) -> str:
        """Where the reader answers it, else where it stands among those of its unit."""
        if self.waits and getattr(self.question, "asked_of_me", False):
            return reverse("award:answer_question", args=[self.question.pk])
        page = reverse("award:questions", args=[self.question.application_id])
        return f"{page}#{self.question.pk}"


def rows_of(questions: Sequence[Question]) -> list[Row]:
    """The questions with their indicators; each season's are read once for a type of unit."""
    known: dict[tuple[int, str], dict[str, str]] = {}
    rows = []
    for question in questions:
        row = question.application
        key = (row.season_id, row.unit_type)
        if key not in known:
            known[key] = indicator_names(row)
        code = question.indicator
        rows.append(Row(question=question, indicator=known[key].get(code, code)))
    return rows


QUESTIONS: Listing[Row] = Listing(
    name="pertanyaan",
    orders={
        "waits": Order(_("Paling lama menunggu"), (F("waits_since").asc(nulls_last=True), "-at")),
        "newest": Order(_("Terbaru"), ("-at",)),
        "unit": Order(_("Nama UPT"), ("application__unit__name", "at")),
    },
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row.question.application.unit.name,
            hint=lambda row: row.question.application.region.name,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row.question.application.unit.work_unit_code,
            listed=False,
        ),
        Column(
            title=_("Kanwil"), value=lambda row: row.question.application.region.name, listed=False
        ),
        Column(
            title=_("Periode"),
            value=lambda row: row.question.application.season.name,
            listed=False,
        ),
        Column(title=_("Indikator"), value=lambda row: row.indicator, listed=False),
        Column(
            title=_("Pertanyaan"),
            value=lambda row: row.question.text,
            shown=lambda row: Truncator(row.question.text).chars(SHOWN),
            url=lambda row: row.url,
            hint=lambda row: row.indicator,
        ),
        Column(title=_("Ditanyakan"), value=lambda row: row.question.at, moment=True),
        Column(title=_("Keadaan"), value=lambda row: row.state.label, shown=lambda row: row.state),
        Column(title=_("Jawaban"), value=lambda row: row.question.answer, listed=False),
        Column(title=_("Dijawab"), value=lambda row: row.question.answered_at, moment=True),
    ),
)
