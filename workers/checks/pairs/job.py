"""The comparison of two files as a job of the limited child: both after each other in its bytes."""

from collections.abc import Callable
from typing import Any

from workers.checks.context import Limits
from workers.checks.embedded.taking import picture_in
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.pairs import lines
from workers.checks.pairs.comparison import compare_pictures
from workers.checks.picture import Picture


def _opened(data: bytes, part: str, limits: Limits) -> File:
    """The file, or the picture inside it that is meant."""
    file = File(data, limits=limits)
    return picture_in(file, part) if part else file


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Compare the two pictures and emit the answer, or why one of them cannot be read."""
    split, limits = arguments["split"], Limits(**arguments["limits"])
    pictures: list[Picture] = []
    for number, own in enumerate((data[:split], data[split:]), start=1):
        try:
            pictures.append(_opened(own, arguments["parts"][number - 1], limits).picture)
        except CannotCheck as unreadable:
            emit(lines.refusal_line(unreadable.reason, number))
            return
    emit(lines.pair_line(compare_pictures(*pictures)))
