"""Numbers of a line that stand in another font than the rest of it, as a patched value would."""

import re
from collections import Counter

import pypdfium2

from workers.checks.pdf.items import Drawn, Item, items, on_page
from workers.checks.pdf.pages import Box, cut

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(
    r"(?:[-,_ ]|PS|MT|Std|Pro|Bold|Italic|Oblique|Regular|Roman|Light|Medium|Semi|Demi|Black)+.*$"
)
_NUMBER = re.compile(r"[\d.,:/\-% ]*\d[\d.,:/\-% ]*")
_RARE = 0.03  # share of the page's letters that the other font may have
_REST = 10  # letters of one font that a line must have besides


def patched(page: pypdfium2.PdfPage) -> list[tuple[str, Box]]:
    """Return numbers in a font that is rare on the page and alone on its line."""
    texts = [i for i in items(page) if i.kind is Drawn.TEXT and i.text and on_page(i.box)]
    letters: Counter[str] = Counter()
    for item in texts:
        letters[_family(item)] += len(item.text)
    total = sum(letters.values())
    return [
        (item.text, cut(*item.box))
        for item in texts
        if letters[_family(item)] <= _RARE * total
        and len(item.text) > 1
        and _NUMBER.fullmatch(item.text)
        and _alone(item, texts)
    ]


def _family(item: Item) -> str:
    return _STYLE.sub("", _SUBSET.sub("", item.font)).lower() or item.font


def _alone(item: Item, texts: list[Item]) -> bool:
    """The rest of the line is of one family, and of another than the number's."""
    line = [other for other in texts if other is not item and _same_line(item.box, other.box)]
    families = {_family(other) for other in line}
    written = sum(len(other.text) for other in line)
    return len(families) == 1 and _family(item) not in families and written >= _REST


def _same_line(a: Box, b: Box) -> bool:
    height = min(a[3], b[3]) - max(a[1], b[1])
    return height > 0.5 * min(a[3] - a[1], b[3] - b[1]) > 0
