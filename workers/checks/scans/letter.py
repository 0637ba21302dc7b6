"""The number and the dates that a letter bears, out of its lines. Needs no library."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workers.checks.scans.line import Line

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_SHORT = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8,
    "agt": 8, "ags": 8, "agust": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "nopember": 11,
    "nop": 11, "des": 12,
}  # fmt: skip
_NAMED = {name: number for number, name in enumerate(_MONTHS, start=1)} | _SHORT
_SPELT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\s*([A-Za-z]{3,9})\.?\s*(\d{4})(?!\d)")
_PLAIN_DATE = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/-])")
_TURNED_DATE = re.compile(r"(?<![\d./-])(\d{4})-(\d{2})-(\d{2})(?![\d/-])")
# "Nomor : …" at the beginning of a line, also behind the name of what it numbers.
_NUMBER = re.compile(
    r"^\W*(?:(?:surat|keputusan|berita\s+acara|sk|tugas|keterangan|perintah|undangan|edaran)\W+){0,3}"
    r"(?:nomor|nomer|nom0r|no)\b\s*[.:;]*\s*(?P<value>[A-Z0-9].*)$",
    re.IGNORECASE,
)
# The date of a letter stands behind its place, behind "Tanggal", or behind "pada tanggal"; a place
# is one to four words that begin with capitals.
_PLACE = re.compile(r"(?:^|\s)[A-Z][\w.']+(?:\s[A-Z][\w.']+){0,3}\s*[,.]\s*(?:tanggal\s*)?$")
_DATED = re.compile(
    r"^\W*(?:pada\s+)?(?:tanggal|tgl)\b(?:\s+(?:ditetapkan|surat))?[\s.:;]*$", re.IGNORECASE
)
_CITED = re.compile(r"\btentang\b|\bpasal\b|\bayat\b", re.IGNORECASE)
_PURE = re.compile(r"\d{1,3}\s+tahun\s+\d{4}\W*$", re.IGNORECASE)
_YEARS = range(1990, 2100)
# So many signs of a number, written alone, may stand for the whole of it.
_LEAST_PART = 3


@dataclass(frozen=True, kw_only=True)
class Read:
    """Something read in a line; `sure` is the certainty of its most doubtful letter."""

    line: Line
    text: str
    sure: float


@dataclass(frozen=True, kw_only=True)
class DateRead(Read):
    """A date; `own` says that it stands where a letter bears its own."""

    day: date
    own: bool


def numbers(lines: Iterable[Line]) -> Iterator[Read]:
    """Yield what stands behind "Nomor", leaving out laws that are cited."""
    for line in lines:
        found = _NUMBER.match(line.text)
        if found is None:
            continue
        begin, end = found.start("value"), _end_of_number(line.text, found.start("value"))
        value = line.text[begin:end].rstrip(" .,;:")
        if _CITED.search(line.text) or _PURE.match(value) or not any(c.isdigit() for c in value):
            continue
        yield Read(line=line, text=value, sure=_least(line, begin, begin + len(value)))


def dates(lines: Iterable[Line]) -> Iterator[DateRead]:
    """Yield the dates that stand in figures with a month in letters or in figures."""
    for line in lines:
        for begin, end, day in _dates_in(line.text):
            before = line.text[:begin]
            own = bool(
                _DATED.match(before) or (_PLACE.search(before) and end >= len(line.text) - 2)
            )
            yield DateRead(
                line=line,
                text=line.text[begin:end],
                sure=_least(line, begin, end),
                day=day,
                own=own,
            )


def day_in(text: str) -> date | None:
    """Return the first day a text names, None without one."""
    return next((day for _, _, day in _dates_in(text)), None)


def _end_of_number(text: str, begin: int) -> int:
    """Where a number ends: before a place and a date in the same line, or at the line's end."""
    for start, _, _ in _dates_in(text):
        place = _PLACE.search(text[:start])
        if start > begin and place and place.start() > begin:
            return place.start()
    return len(text)


def _dates_in(text: str) -> Iterator[tuple[int, int, date]]:
    for found in _SPELT_DATE.finditer(text):
        month = _NAMED.get(found[2].lower().replace("0", "o"))
        yield from _dated(found, int(found[3]), month or 0, int(found[1]))
    for found in _PLAIN_DATE.finditer(text):
        yield from _dated(found, int(found[4]), int(found[3]), int(found[1]))
    for found in _TURNED_DATE.finditer(text):
        yield from _dated(found, int(found[1]), int(found[2]), int(found[3]))


def _dated(
    found: re.Match[str], year: int, month: int, day: int
) -> Iterator[tuple[int, int, date]]:
    try:
        read = date(year, month, day)
    except ValueError:
        return
    if year in _YEARS:
        yield found.start(), found.end(), read


def _least(line: Line, begin: int, end: int) -> float:
    """The certainty of the most doubtful letter or figure in a part of a line."""
    part = zip(line.text[begin:end], line.sure[begin:end], strict=False)
    return min((sure for sign, sure in part if sign.isalnum()), default=0.0)


# What a reader takes for each other; typed by hand they are mixed up as well.
_ALIKE = str.maketrans("OQDILSBZGT", "0001158267")


def folded(number: str) -> str:
    """A number without what people write in different ways: signs, spaces, the word for year."""
    plain = re.sub(r"\btahun\b", "", number, flags=re.IGNORECASE)
    return re.sub(r"[^A-Z0-9]", "", plain.upper()).translate(_ALIKE)


def agree(one: str, two: str) -> bool:
    """Whether two numbers may be the same letter's, one perhaps written in full."""
    first, second = sorted((folded(one), folded(two)), key=len)
    return bool(first) and (first == second or (len(first) >= _LEAST_PART and first in second))
