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
_STRUCTURE = re.compile(rb"\b(?:obj|endobj|stream|endstream|xref|trailer)\b|/(?:Kids|Contents)\b")
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
