"""Every object that the bytes of a PDF define, found without its tables, as a forgiver reader would.

Readers disagree about broken files: one follows the table, another rebuilds it, a third takes the
first of two definitions. Where the bytes define more than the tables tell, two people may see two
documents.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_TOKEN = re.compile(
    rb"(?P<define>(?<![\w.])(?P<number>\d{1,10})[ \t\r\n\f\0]+\d{1,5}[ \t\r\n\f\0]+obj\b)"
    rb"|(?P<stream>\bstream(?=[\r\n \t\0]))"
    rb"|(?P<end>%%EOF)"
    rb"|(?P<start>startxref\s+(?P<offset>\d{1,12}))"
    rb"|(?P<header>%PDF-\d)"
    rb"|(?P<comment>%[^\r\n]{0,400})"
)
# A remark may speak of streams; only what a reader would take for structure counts.
_STRUCTURE = re.compile(
    rb"\d+\s+\d+\s+obj\b|\bendobj\b|\bendstream\b|^%\s*(?:stream|xref|trailer)\s*$"
    rb"|/(?:Kids|Contents)\s*\[?\s*\d"
)
_SPACE_BEHIND = re.compile(rb"[ \t\0]+\r?\n")
_TABLE = re.compile(rb"(?<!start)xref\s+(?=\d)")
_SUBSECTION = re.compile(rb"\s*(\d{1,10})\s+(\d{1,10})[ \t]*[\r\n]+(?=\d{10} )")
_ROW = re.compile(rb"\s{0,2}(\d{10}) (\d{5}) ([nf])")
_DEFINED = re.compile(rb"\s*(\d{1,10})\s+\d{1,5}\s+obj\b")
_MOST = 200_000
_CLOSED = re.compile(rb"endstream|endobj")


@dataclass(frozen=True)
class Definition:
    """One `N G obj` in the bytes."""

    number: int
    at: int


class Census:
    """One pass over the bytes, outside of streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.definitions: list[Definition] = []
        self.headers: list[int] = []
        self.ends: list[int] = []  # of revisions: behind each startxref that points somewhere
        self.loose_streams = 0  # whose data begins elsewhere for a strict reader
        self.closed = True  # the last revision ends with its mark
        self.comments: list[bytes] = []  # that hold words of the structure
        self._read()

    def _read(self) -> None:
        position = 0
        for _ in range(_MOST):
            token = _TOKEN.search(self.data, position)
            if token is None:
                return
            position = token.end()
            kind = token.lastgroup
            if kind == "stream":
                position = self._behind_stream(position)
            else:
                self._note(str(kind), token)

    def _behind_stream(self, position: int) -> int:
        self.loose_streams += _SPACE_BEHIND.match(self.data, position) is not None
        closed = _CLOSED.search(self.data, position)
        return closed.end() if closed else len(self.data)

    def _note(self, kind: str, token: re.Match[bytes]) -> None:
        if kind == "define":
            self.definitions.append(Definition(int(token["number"]), token.start()))
        elif kind == "start" and int(token["offset"]) > 0:
            self.ends.append(token.end())
            self.closed = False
        elif kind == "end":
            self.closed = True
        elif kind == "header":
            self.headers.append(token.start())
        elif kind == "comment" and _STRUCTURE.search(token.group()):
            self.comments.append(token.group()[:80])

    @cached_property
    def sections(self) -> list[list[Definition]]:
        """The definitions of each revision, and last those behind all of them."""
        bounds = [0, *self.ends, len(self.data) + 1]
        return [
            [d for d in self.definitions if start <= d.at < end] for start, end in pairwise(bounds)
        ]

    def misled(self) -> int:
        """Return how many rows of the tables lead to another object than the one they name."""
        return sum(self._misled(table.end()) for table in _TABLE.finditer(self.data))

    def _misled(self, position: int) -> int:
        wrong = 0
        while found := _SUBSECTION.match(self.data, position):
            number, position = int(found.group(1)), found.end()
            while row := _ROW.match(self.data, position):
                position = row.end()
                there = _DEFINED.match(self.data, int(row.group(1)))
                used = row.group(3) == b"n" and int(row.group(1)) > 0
                wrong += used and there is not None and int(there.group(1)) != number
                number += 1
        return wrong
