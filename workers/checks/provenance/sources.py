"""Terms of the IPTC vocabulary "digital source type" and what they say about a picture."""

from collections.abc import Iterator
from enum import StrEnum

_KEY = "digitalsourcetype"


class Source(StrEnum):
    """How a picture came about, as far as it matters here."""

    MADE = "made"  # by a model, whole
    EDITED = "edited"  # a part of it by a model
    OTHER = "other"


# https://cv.iptc.org/newscodes/digitalsourcetype/ and the term C2PA adds.
_MADE = {"trainedalgorithmicmedia", "trainedalgorithmicdata"}
_EDITED = {"compositewithtrainedalgorithmicmedia", "compositesynthetic"}


def term_of(value: object) -> str:
    """Return the last part of a term's address, "trainedAlgorithmicMedia"; empty for no text."""
    text = value if isinstance(value, str) else ""
    return text.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2][:80]


def source_of(term: str) -> Source:
    """Say what a term says."""
    lowered = term.lower()
    if lowered in _MADE:
        return Source.MADE
    return Source.EDITED if lowered in _EDITED else Source.OTHER


def declared(value: object, depth: int = 12) -> Iterator[tuple[str, str]]:
    """Yield (term, action) of each digital source type anywhere in JSON.

    `action` is that of the same object, as "c2pa.created", empty without one.
    """
    if depth == 0:
        return
    if isinstance(value, dict):
        action = value.get("action")
        for key, inner in value.items():
            if str(key).rpartition(":")[2].lower() == _KEY:
                yield term_of(inner), action if isinstance(action, str) else ""
            else:
                yield from declared(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from declared(inner, depth - 1)
