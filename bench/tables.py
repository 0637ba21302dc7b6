"""Labelled files, and rates as lines of a table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.halves import half_of
from bench.intervals import interval


@dataclass(frozen=True)
class Labelled:
    """One file of a set; `group` is the scene, camera or family it belongs to.

    `mask` shows what was changed, where somebody drew it.
    """

    path: Path
    label: str
    kind: str
    group: str
    mask: Path | None = None

    @property
    def half(self) -> str:
        """The half its group falls into."""
        return half_of(self.group)


def labelled(data: Path, folder: str) -> Iterator[Labelled]:
    """Yield the files of one set, none where the set is not there."""
    table = data / folder / "labels.csv"
    if not table.exists():
        return
    with table.open(newline="") as rows:
        for row in csv.DictReader(rows):
            path = data / folder / row["path"]
            mask = data / folder / row["mask"] if row.get("mask") else None
            yield Labelled(path, row["label"], row["kind"], row["group"], mask)


def rate(hits: int, tries: int) -> str:
    """A rate with its counts and its 95 % interval."""
    low, high = interval(hits, tries)
    return f"{hits}/{tries} [{low:.4f}, {high:.4f}]"
