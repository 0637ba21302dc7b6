"""A whole list as a file for a spreadsheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, TypeVar

import structlog
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from record import spreadsheets
from record.domain.long_works import Run
from record.pages.lists.later import Allowed, in_background, offer
from record.pages.lists.listing import Listing
from record.workbooks import Sheet, write_workbook

log = structlog.get_logger(__name__)
R = TypeVar("R")
# So many rows are written within a request's time; more are the background's.
AT_ONCE = 5_000
# A spreadsheet has no more; who needs more narrows the list first.
MOST = 1_000_000
# So many rows are asked for and made at once.
BATCH = 500
Rows = Callable[[Sequence[Any]], Sequence[R]]


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for people, its media type, and what writes it."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[BinaryIO, Sheet], None]


def exported(
    request: HttpRequest, listing: Listing[R], found: Any, rows: Rows[R], kind: Format
) -> HttpResponseBase:
    """All of `found` in a file; of a long list a page that offers to have it made.

    A page (422) that says the list must be narrowed first where no file could hold it.
    """
    number = found.count() if isinstance(found, QuerySet) else len(found)
    later = in_background(request)
    if later is not None and later.run is None:
        return Allowed()
    if number > MOST:
        return _too_many(request, number)
    if later is None and number > AT_ONCE and request.user.is_authenticated:
        return offer(request, number)
    run = later.run if later else None
    out = TemporaryFile()  # noqa: SIM115 the answer closes it when it was sent
    columns = listing.exported
    made = _reported(_by_ids(found), rows, run, number) if run else _made(found, rows)
    values = ([column.value(row) for column in columns] for row in made)
    kind.write(out, Sheet(listing.name, [column.head for column in columns], values))
    out.seek(0)
    match = request.resolver_match
    route = match.view_name if match else ""
    log.info("exported", person=str(request.user.pk), route=route, rows=number, file=kind.suffix)
    return _answer(out, f"{listing.name}-{timezone.localdate().isoformat()}.{kind.suffix}", kind)


def _answer(out: IO[bytes], name: str, kind: Format) -> FileResponse:
    answer = FileResponse(out, as_attachment=True, filename=name, content_type=kind.media_type)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _made(found: Any, rows: Rows[R]) -> Iterator[R]:
    """The rows, some at a time, of one look at the database."""
    several = iter(found.iterator(BATCH) if isinstance(found, QuerySet) else found)
    while batch := list(islice(several, BATCH)):
        yield from rows(batch)


def _reported(found: Iterator[Any], rows: Rows[R], run: Run, number: int) -> Iterator[R]:
    """The same for a run in the background, which is told how many of them are done."""
    done = 0
    while batch := list(islice(found, BATCH)):
        run.progress(done, number)
        yield from rows(batch)
        done += len(batch)


def _by_ids(found: Any) -> Iterator[Any]:
    """The rows that are there now, read some at a time by their ids.

    No cursor stays open in between: SQLite lets nobody write progress beside one that began before
    somebody else wrote.
    """
    if not isinstance(found, QuerySet):
        yield from found
        return
    ids, unordered = iter(list(found.values_list("pk", flat=True))), found.order_by()
    while batch := list(islice(ids, BATCH)):
        read = {row.pk: row for row in unordered.filter(pk__in=batch)}
        yield from (read[pk] for pk in batch if pk in read)


def _too_many(request: HttpRequest, number: int) -> HttpResponseBase:
    text = _(
        "Daftar ini memuat %(number)d baris. Satu berkas memuat paling banyak %(most)d baris."
        " Persempit daftar dengan saringan, lalu unduh lagi."
    )
    asked = request.GET.copy()
    asked.pop("export", None)
    context = {
        "obstacles": [text % {"number": number, "most": MOST}],
        "url": f"?{asked.urlencode()}",
    }
    return render(request, "refused_page.html", context, status=422)


def _csv(out: BinaryIO, sheet: Sheet) -> None:
    out.writelines(line.encode() for line in spreadsheets.lines(sheet.heads, sheet.rows))


def _xlsx(out: BinaryIO, sheet: Sheet) -> None:
    write_workbook(out, [sheet])


FORMATS = {
    "xlsx": Format(
        "XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", _csv),
}
