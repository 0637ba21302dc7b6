"""The text of a document beside those of all other documents that are shown now."""

from collections import Counter
from collections.abc import Iterable, Iterator
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
from workers.checks.texts.copies import MANY_UNITS, KnownText, copies, not_compared
from workers.checks.texts.index import LEAST_MARKS, MOST_CANDIDATES
from workers.checks.texts.words import Words

_AT_ONCE = 500  # values a query names


def compare_text(version: EvidenceVersion, report: Report) -> Outcome:
    """Keep the text of a document and compare it with those of all others."""
    if not report.text:
        return not_compared(report.text_status, report.text_reason or "fault")
    row = keep_text(version, report.text, report.text_source)
    words = Words(row.text)
    marks = sketch.sketch(words)
    common = common_marks(marks, row)
    own = KnownText(known=known(version, None), words=words)
    others = candidates(version, [mark for mark in marks if mark not in common])
    given = given_texts(version.item.application)
    return copies(own, others, marks=common, known=given)


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
        marks = (TextMark(text=row, mark=mark) for mark in sketch.sketch(Words(row.text)))
        TextMark.objects.bulk_create(marks, batch_size=_AT_ONCE, ignore_conflicts=True)
    return row


def common_marks(marks: list[int], own: DocumentText) -> frozenset[int]:
    """Those of the marks that texts of many other units have, whether still shown or not."""
    found: set[int] = set()
    for rows in _with(marks, own.sketch):
        counted = rows.exclude(text__unit=own.unit_id).values("mark").order_by()
        many = counted.annotate(units=Count("text__unit", distinct=True))
        found.update(many.filter(units__gte=MANY_UNITS).values_list("mark", flat=True))
    return frozenset(found)


def candidates(version: EvidenceVersion, marks: list[int]) -> list[KnownText]:
    """The shown texts that share most of the marks; other versions of the item are left out."""
    shared: Counter[UUID] = Counter()
    shown = live_versions().exclude(item=version.item_id).values("pk")
    for rows in _with(marks, sketch.VERSION):
        shared.update(rows.filter(text__in=shown).values_list("text", flat=True))
    nearest = [pk for pk, count in shared.most_common(MOST_CANDIDATES) if count >= LEAST_MARKS]
    texts = DocumentText.objects.filter(pk__in=nearest)
    texts = texts.select_related("version__item__application")
    return [KnownText(known=known(t.version, None), words=Words(t.text)) for t in texts]


def given_texts(application: Application) -> list[str]:
    """What every unit was given to read: the questions of the instrument and its guidance."""
    return [
        part.id
        for indicator in indicators_of(application)
        for part in (indicator.text, indicator.guidance.show, indicator.guidance.mistake)
    ]


def _with(marks: Iterable[int], version: int) -> Iterator[QuerySet[TextMark]]:
    """The rows of so many marks at a time."""
    asked = list(marks)
    for begin in range(0, len(asked), _AT_ONCE):
        yield TextMark.objects.filter(
            mark__in=asked[begin : begin + _AT_ONCE], text__sketch=version
        )
