"""All that two worlds may differ in before the eyes of who may not know why. Nothing else may.

The ledger is one for all, and the proofs drawn from it are public: its length, its root and its
checkpoints grow with everybody's acts, and say nothing of what these were.
"""

import re
from dataclasses import dataclass, replace

from tests.access.table import PERSONAS
from tests.noninterference.crawl import Answer
from tests.noninterference.secret import who


@dataclass(frozen=True)
class Declassified:
    """A part of the answers of some routes: what `part` matches, for these personas."""

    what: str
    routes: frozenset[str]
    part: re.Pattern[bytes]
    to: frozenset[str] = frozenset(PERSONAS)


def _routes(words: str) -> frozenset[str]:
    return frozenset(words.split())


DECLASSIFIED = [
    Declassified(
        "ledger index, hash and root on the ledger's own page, to those who read the ledger",
        _routes("record:ledger"),
        re.compile(rb"[0-9a-f]{64}|[A-Za-z0-9+/]{43}="),
        who("admin auditor"),
    ),
]
HIDDEN = b"(declassified)"


def declassified(answer: Answer, route: str, persona: str) -> Answer:
    """The answer without what this persona may see differ there."""
    body = answer.body
    for each in DECLASSIFIED:
        if route in each.routes and persona in each.to:
            body = each.part.sub(HIDDEN, body)
    if body == answer.body:
        return answer
    # Its length was told as well, and now the parts that differ are out of it.
    headers = tuple(h for h in answer.headers if not h.startswith("Content-Length: "))
    return replace(answer, headers=headers, body=body)
