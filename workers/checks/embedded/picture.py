"""One picture found inside a document."""

from dataclasses import dataclass

# Smaller ones are emblems, icons and lines: they show nothing a photograph could prove.
LEAST_SIDE = 150
LONGEST_PART = 120
MOST_PICTURES = 60
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 30_000_000


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """A picture as its bytes; `part` names it inside its file, `page` is where it stands first.

    The part is the number of the object in a PDF and the name of the member in an Office file; the
    page (or slide) counts from 1 and is None where the format has none.
    """

    part: str
    page: int | None
    data: bytes
