"""Places where readers of one PDF may part ways, by what the bytes and the strict reader say."""

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import pikepdf

from workers.checks.finding import CannotCheck
from workers.checks.pdf.census import Census
from workers.checks.pdf.opening import structure


class Oddity(StrEnum):
    """Why readers may differ; `explanations.toml` has words for each under [oddity]."""

    TWICE = "twice"  # one number defined twice between two tables
    BEFORE_HEADER = "before_header"
    BEHIND_END = "behind_end"
    UNCLOSED_UPDATE = "unclosed_update"
    COMMENTED = "commented"  # parts of the structure behind a comment sign
    STREAM = "stream"  # where a stream begins or ends is told in two ways
    KEY_TWICE = "key_twice"
    OBJECT_OPEN = "object_open"
    TABLE = "table"  # entries of the table that are neither in use nor free
    CONTENT_LOST = "content_lost"  # a page names content that is not there
    CONTENT_UNKNOWN = "content_unknown"  # a page draws with words that mean nothing


_WARNINGS = {
    "expected endstream": Oddity.STREAM,
    "lacks /Length": Oddity.STREAM,
    "not followed by proper line terminator": Oddity.STREAM,
    "expected endobj": Oddity.OBJECT_OPEN,
    "invalid xref entry": Oddity.TABLE,
    "should be /Page but is not": Oddity.TABLE,
    "ignoring non-stream in an array of streams": Oddity.CONTENT_LOST,
}
_KEY_TWICE = re.compile(
    r"duplicated key /(Length|Contents|Kids|Parent|Filter|Type|Pages|Resources)"
)
_OBJECT = re.compile(r"object (\d+) \d+")
# What is drawn by a line that is switched off by a comment sign.
_SWITCHED_OFF = re.compile(
    rb"^[ \t]*%[^\r\n]*(?:\bT[jJ]\b|\bre\b|\bDo\b|\bendstream\b)", re.MULTILINE
)
_MOST_PAGES = 40
_MOST_DRAWN_BYTES = 300_000
# Operators of page descriptions (ISO 32000-2, annex A).
_OPERATORS = frozenset(
    [
        "b",
        "B",
        "b*",
        "B*",
        "BDC",
        "BI",
        "BMC",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "d0",
        "d1",
        "Do",
        "DP",
        "EI",
        "EMC",
        "ET",
        "EX",
        "f",
        "F",
        "f*",
        "G",
        "g",
        "gs",
        "h",
        "i",
        "ID",
        "j",
        "J",
        "K",
        "k",
        "l",
        "m",
        "M",
        "MP",
        "n",
        "q",
        "Q",
        "re",
        "RG",
        "rg",
        "ri",
        "s",
        "S",
        "SC",
        "sc",
        "SCN",
        "scn",
        "sh",
        "T*",
        "Tc",
        "Td",
        "TD",
        "Tf",
        "Tj",
        "TJ",
        "TL",
        "Tm",
        "Tr",
        "Ts",
        "Tw",
        "Tz",
        "v",
        "w",
        "W",
        "W*",
        "y",
        "'",
        '"',
    ]
)
_INLINE = "INLINE IMAGE"


def oddities(data: bytes) -> Counter[Oddity]:
    """Return what is odd and how often. Raises CannotCheck for a file that cannot be opened."""
    found = Counter(_of_bytes(data))
    try:
        with structure(data) as document:
            found.update(_of_pages(document))
            found.update(_of_warnings(document))
    except CannotCheck:
        if not found:
            raise
    return found


def _of_bytes(data: bytes) -> Iterator[Oddity]:
    census = Census(data)
    for section in census.sections[:-1]:
        numbers = Counter(definition.number for definition in section)
        yield from (Oddity.TWICE for number in numbers if numbers[number] > 1)
    if any(d.at < header for header in census.headers[-1:] for d in census.definitions):
        yield Oddity.BEFORE_HEADER
    if census.ends and census.sections[-1]:
        yield Oddity.BEHIND_END
    if len(census.ends) > 1 and not census.closed:
        yield Oddity.UNCLOSED_UPDATE
    yield from (Oddity.COMMENTED for _ in census.comments)
    yield from (Oddity.STREAM for _ in range(census.loose_streams))
    if census.misled():
        yield Oddity.TABLE


def _of_warnings(document: pikepdf.Pdf) -> Iterator[Oddity]:
    """Faults within streams that no page draws (fonts, metadata) mislead nobody."""
    idle = {
        thing.objgen[0]
        for thing in document.objects  # every object is read, so that every warning is there
        if isinstance(thing, pikepdf.Stream) and not _may_draw(thing)
    }
    for warning in (str(warning) for warning in document.get_warnings()):
        named = _OBJECT.search(warning)
        if named is not None and int(named.group(1)) in idle:
            continue
        for words, oddity in _WARNINGS.items():
            if words in warning:
                yield oddity
        if _KEY_TWICE.search(warning):
            yield Oddity.KEY_TWICE


def _may_draw(stream: pikepdf.Stream) -> bool:
    """Page descriptions have no type; forms say that they are forms."""
    kind = str(stream.get("/Subtype", stream.get("/Type", "")))
    font = "/Length1" in stream or "/Length2" in stream
    return kind in {"", "/Form", "/XObject"} and not font


def _of_pages(document: pikepdf.Pdf) -> Iterator[Oddity]:
    for page in list(document.pages)[:_MOST_PAGES]:
        contents = page.obj.get("/Contents")
        if contents is None:
            continue
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
        if len(streams) < len(parts):
            yield Oddity.CONTENT_LOST
        elif sum(len(stream.read_raw_bytes()) for stream in streams) <= _MOST_DRAWN_BYTES:
            yield from _unknown(page)
            if any(_SWITCHED_OFF.search(stream.read_bytes()) for stream in streams):
                yield Oddity.COMMENTED


def _unknown(page: pikepdf.Page) -> Iterator[Oddity]:
    """A page description may hold unknown words only between BX and EX."""
    tolerant = 0
    for instruction in pikepdf.parse_content_stream(page):
        word = str(instruction.operator)
        tolerant += (word == "BX") - (word == "EX")
        if word not in _OPERATORS and word != _INLINE and not tolerant:
            yield Oddity.CONTENT_UNKNOWN
            return
