"""The text of a document beside those of all other documents that are shown now."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from award.models import Application
from award.queries.instruments import indicators_of
from verification.domain.storable import storable
from verification.domain.twins import known
from verification.models import DocumentText, EvidenceVersion, TextMark
from verification.queries.evidence import live_versions
from workers.checks.examine import Report
from workers.checks.finding import Outcome
from workers.checks.texts import sketch
from workers.checks.texts.bank import Sharing, compare
from workers.checks.texts.common import formula_words
from workers.checks.texts.copies import KnownText, not_compared
from workers.checks.texts.words import Words

_AT_ONCE = 500  # rows written by a query


def compare_text(version: EvidenceVersion, report: Report) -> Outcome:
    """Keep the text of a document and compare it with those of all others."""
    if not report.text:
        return not_compared(report.text_status, report.text_reason or "fault")
    row = keep_text(version, report.text, report.text_source)
    own = KnownText(known=known(version, None), words=Words(row.text))
    return compare(own, _Stored(version), given_texts(version.item.application))


def keep_text(version: EvidenceVersion, text: str, source: str) -> DocumentText:
    """Write the text and its marks before searching: of two files checked at once one sees the
    other.
    """
    with transaction.atomic():
        row, _ = DocumentText.objects.get_or_create(
            version=version,
            defaults={
                "unit_id": version.item.application.unit_id,
                "source": source,
                "sketch": sketch.VERSION,
                "text": storable(text),
            },
        )
        words = Words(row.text)
        marks = sketch.sketch(words, formula_words(words))
        rows = (TextMark(text=row, mark=mark) for mark, _ in marks)
        TextMark.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    return row


def given_texts(application: Application) -> list[str]:
    """What every unit was given to read: the questions of the instrument and its guidance."""
    return [
        part.id
        for indicator in indicators_of(application)
        for part in (indicator.text, indicator.guidance.show, indicator.guidance.mistake)
    ]


class _Stored:
    """The stored texts beside one version, as `workers.checks.texts.bank.Bank` has them."""

    def __init__(self, version: EvidenceVersion) -> None:
        self._version = version

    def sharing(self, marks: list[int], limit: int, *, others: bool) -> list[Sharing]:
        """The texts with most of the marks: of other units whether still shown or not, of all
        units only what is shown now. Other versions of the item itself are left out.
        """
        rows = TextMark.objects.filter(mark__in=marks, text__sketch=sketch.VERSION)
        if others:
            rows = rows.exclude(text__unit=self._version.item.application.unit_id)
        else:
            shown = live_versions().exclude(item=self._version.item_id).values("pk")
            rows = rows.filter(text__in=shown)
        counted = rows.order_by().values("text").annotate(shared=Count("pk"))
        nearest = counted.order_by("-shared", "text").values_list("text", flat=True)[:limit]
        return list(_sharing(rows.filter(text__in=list(nearest))))

    def texts(self, references: list[str]) -> list[KnownText]:
        """The texts themselves."""
        rows = DocumentText.objects.filter(pk__in=[UUID(name) for name in references])
        rows = rows.select_related("version__item__application")
        return [KnownText(known=known(t.version, None), words=Words(t.text)) for t in rows]


def _sharing(rows: QuerySet[TextMark]) -> Iterator[Sharing]:
    marks: dict[UUID, set[int]] = defaultdict(set)
    units: dict[UUID, UUID] = {}
    for text, unit, mark in rows.values_list("text", "text__unit", "mark"):
        marks[text].add(mark)
        units[text] = unit
    for text in sorted(marks, key=lambda pk: (-len(marks[pk]), str(pk))):
        yield Sharing(reference=str(text), unit=str(units[text]), marks=frozenset(marks[text]))
