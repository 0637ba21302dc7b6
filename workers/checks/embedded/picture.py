"""Pictures inside a document: one as it was taken out, and all of one document."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
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


class Pictures(ABC):
    """All pictures of one document: counted first, taken out one by one."""

    _found: Mapping[str, object]  # by part, in the document's order

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Embedded]:
        """Yield each picture that can be taken out; what cannot is passed over."""
        for part in self._found:
            taken = self.take(part)
            if taken is not None:
                yield taken

    @abstractmethod
    def take(self, part: str) -> Embedded | None:
        """Return one picture as a file of its own, None if it cannot be had as one."""
