"""Taking pictures out of a document of any kind that may hold some."""

from collections.abc import Iterator
from contextlib import contextmanager

from workers.checks.embedded import in_office, in_pdf
from workers.checks.embedded.picture import Embedded
from workers.checks.file import File
from workers.checks.finding import CannotCheck, NothingToCheck
from workers.checks.kinds import OFFICE, PDF


@contextmanager
def pictures_in(file: File) -> Iterator[tuple[int, Iterator[Embedded]]]:
    """Give how many pictures a document holds, and the pictures one by one.

    Raises NothingToCheck for a file that is no document; CannotCheck, also from inside the block:
    "encrypted", "damaged".
    """
    family = file.kind.family if file.kind else ""
    if family == PDF:
        with in_pdf.opened(file.data) as drawn:
            yield len(drawn), iter(drawn)
    elif family == OFFICE:
        with in_office.opened(file.data) as held:
            yield len(held), iter(held)
    else:
        raise NothingToCheck("other_kind")


def picture_in(file: File, part: str) -> File:
    """Return one picture of a document as a file of its own.

    Raises CannotCheck("damaged") where there is no such part.
    """
    family = file.kind.family if file.kind else ""
    take = {PDF: in_pdf.one_of, OFFICE: in_office.one_of}.get(family)
    taken = take(file.data, part) if take else None
    if taken is None:
        raise CannotCheck("damaged", error="no such part")
    return File(taken.data, limits=file.limits)
