"""Comparing one file with others as a job of the limited child: all one after the other in its bytes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from workers.checks.context import Limits
from workers.checks.embedded.taking import picture_in
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.pairs import lines
from workers.checks.pairs.comparison import compare_views
from workers.checks.pairs.view import View


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Compare the first picture with each other one, and emit a line for each as soon as it is known.

    A line says what the two have to do with each other, or which of them cannot be read and why.
    """
    limits, parts = Limits(**arguments["limits"]), iter(arguments["parts"])
    files = _cut(data, arguments["sizes"])
    try:
        own = _view(next(files), next(parts), limits)
    except CannotCheck as unreadable:
        for _ in parts:
            emit(lines.refusal_line(unreadable.reason, 1))
        return
    for other, part in zip(files, parts, strict=True):
        emit(_line(own, other, part, limits))


def _line(own: View, other: bytes, part: str, limits: Limits) -> bytes:
    """A function of its own: what one picture took is given back before the next is decoded."""
    try:
        two = _view(other, part, limits)
    except CannotCheck as unreadable:
        return lines.refusal_line(unreadable.reason, 2)
    return lines.pair_line(compare_views(own, two))


def _cut(data: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    return (data[begin:end] for begin, end in pairwise(accumulate(sizes, initial=0)))


def _view(data: bytes, part: str, limits: Limits) -> View:
    """The picture, or the one inside the file that is meant; raises CannotCheck."""
    file = File(data, limits=limits)
    return View((picture_in(file, part) if part else file).picture)
