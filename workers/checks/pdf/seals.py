"""The seals of signatures on a page, and the words they stand on."""

from dataclasses import dataclass

import pypdfium2

LONGEST = 200


@dataclass(frozen=True)
class Seal:
    """Where a signature shows: the page from 0, its rectangle in points."""

    page: int
    box: tuple[float, ...]


def words_under(draft: bytes, seals: list[Seal]) -> str:
    """The draft's words that the seals stand on, in one line; empty for seals beside all words."""
    document = pypdfium2.PdfDocument(draft)
    found = []
    for seal in seals:
        left, right = sorted((seal.box[0], seal.box[2]))
        bottom, top = sorted((seal.box[1], seal.box[3]))
        if right - left < 1 or top - bottom < 1:
            continue  # not shown
        page = document[seal.page].get_textpage()
        found.append(page.get_text_bounded(left, bottom, right, top))
    return " ".join(" ".join(found).split())[:LONGEST]
