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
from record.pages.lists.listing import Listing
from record.workbooks import Sheet, write_workbook

log = structlog.get_logger(__name__)
R = TypeVar("R")
# So many rows are written within a request's time; who needs more narrows the list first.
MOST = 50_000
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
    """All of `found` in a file, or a page (422) that says the list must be narrowed first."""
    number = found.count() if isinstance(found, QuerySet) else len(found)
    if number > MOST:
        return _too_many(request, number)
    out = TemporaryFile()  # noqa: SIM115 the answer closes it when it was sent
    columns = listing.exported
    values = ([column.value(row) for column in columns] for row in _made(found, rows))
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
