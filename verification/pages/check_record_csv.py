"""The record of the checks as a table for a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Any

from django.http import HttpResponse

from award.models import Season
from record.spreadsheets import table
from verification.queries.check_record import (
    CHECK,
    IN_REGION,
    IN_SEASON,
    Part,
    Tally,
    looks,
    tallies,
)

WHERE = (IN_SEASON, IN_REGION, *CHECK)
# Codes, not words: a spreadsheet counts with them, and they stay the same in both languages.
COLUMNS = (
    "season", "region", "check", "version", "kind",
    "raised", "info", "low", "medium", "high",
    "confirmed", "dismissed", "asked", "suspected", "open",
    "files_checked", "files_not_checked",
)  # fmt: skip


def as_csv(part: Part, regions: Mapping[str, str]) -> HttpResponse:
    """The record by season, region, check, version and kind; files stand in rows without a kind."""
    years = dict(Season.objects.values_list("pk", "year"))
    text = table(COLUMNS, _rows(part, years, regions))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    year = years[part.season] if part.season else "semua"
    answer["Content-Disposition"] = f'attachment; filename="catatan-pemeriksaan-{year}.csv"'
    return answer


def _rows(
    part: Part, years: Mapping[int, int], regions: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    def place(key: tuple[Any, ...]) -> tuple[object, ...]:
        season, region, check, version = key[:4]
        return years[season], regions[region], check or "person", version or ""

    found = tallies(part, *WHERE, "kind")
    for key, tally in sorted(found.items(), key=lambda pair: str(pair[0])):
        yield *place(key), key[4], *astuple(tally), "", ""
    empty = ("",) * len(astuple(Tally()))
    for key, files in sorted(looks(part, *WHERE).items(), key=lambda pair: str(pair[0])):
        yield *place(key), "", *empty, files.done, files.failed
