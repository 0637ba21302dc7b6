"""What came into a PDF after one of its signatures, as a reader of its pages would tell it."""

from dataclasses import dataclass

from workers.checks.pdf.compare import Change, What, compare
from workers.checks.pdf.marks import Layer, Mark, marks
from workers.checks.pdf.objects import UNSEEN, Part, changed_parts
from workers.checks.pdf.pages import Box, opened, overlap

# A change belongs to a mark if nearly all of it lies within the mark's own box.
_WITHIN = 0.8
_MOST_PAGES = 40
# One word under a later signature is a dotted line or the mark that says where to sign.
_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class After:
    """Changes of content or by notes, those of fields that were there, and later signatures."""

    changes: tuple[Change, ...]
    filled: tuple[Change, ...]
    signed: tuple[Change, ...]
    parts: frozenset[Part]
    complete: bool

    @property
    def signed_over(self) -> tuple[Change, ...]:
        """Later signatures that take away words which were to be seen."""
        return tuple(change for change in self.signed if len(change.hidden) >= _WORDS)

    @property
    def unseen(self) -> bool:
        """Only signatures show, every page was compared, no changed part could show elsewhere."""
        nothing = not (self.changes or self.filled or self.signed_over)
        return nothing and self.complete and self.parts <= UNSEEN


def after(signed: bytes, now: bytes) -> After:
    """Compare the bytes that were signed with the whole file. Raises CannotCheck."""
    compared = compare(signed, now)
    parts = frozenset(changed_parts(signed, now))
    old, new = _marks(signed, compared.changes), _marks(now, compared.changes)
    sorted_out: dict[Layer, list[Change]] = {layer: [] for layer in Layer}
    for change in compared.changes:
        sorted_out[_layer(change, old, new)].append(change)
    return After(
        changes=tuple(sorted_out[Layer.NOTE]),
        filled=tuple(sorted_out[Layer.FIELD]),
        signed=tuple(sorted_out[Layer.SIGNATURE]),
        parts=parts,
        complete=compared.complete,
    )


def _marks(data: bytes, changes: tuple[Change, ...]) -> dict[int, list[Mark]]:
    """Return the marks of the pages that changed, by the number of the page."""
    pages = sorted({change.page for change in changes})[:_MOST_PAGES]
    with opened(data) as document:
        return {page: marks(document[page - 1]) for page in pages if page <= len(document)}


def _layer(change: Change, old: dict[int, list[Mark]], new: dict[int, list[Mark]]) -> Layer:
    """A change within a signature is its own, one within a field that was there is a filling."""
    if change.what is not What.DRAWING:
        return Layer.NOTE
    if _lies_in(change.box, new, change.page, Layer.SIGNATURE):
        return Layer.SIGNATURE
    if _lies_in(change.box, old, change.page, Layer.FIELD):
        return Layer.FIELD
    return Layer.NOTE


def _lies_in(box: Box, placed: dict[int, list[Mark]], page: int, layer: Layer) -> bool:
    near = (mark.box for mark in placed.get(page, []) if mark.layer is layer)
    return any(overlap(box, _wider(around)) >= _WITHIN for around in near)


def _wider(box: Box) -> Box:
    """A drawn change is measured in cells, so it may stand out of its mark by a cell."""
    return (box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12)
