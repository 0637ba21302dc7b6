"""A large bank out of few photographs: what stands in for 100,000 pictures nobody has.

Each distractor is a window of a photograph (a third of its sides to all of them, at any place,
three in ten mirrored) brought to working size. Its features are those of the photograph in the
window, a fifth of them lost, each in one of four disturbed forms that were put into words anew, the
strengths shuffled a little before the strongest are kept. So lists are as long and as uneven as real
descriptors make them, and windows of one scene agree with each other as real ones would. What it
does not have is 100,000 scenes: there are as many as there are photographs given.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from workers.checks.bank import words
from workers.checks.bank.records import KEPT_TYPE
from workers.checks.bank.segment import Entry
from workers.checks.bank.sizes import KEPT
from workers.checks.pairs.descriptors import mirrored_descriptors
from workers.checks.pairs.features import WORKING_SIDE

_SIDE, _MOST, _FORMS = 1_600, 6_000, 4
_NOISE = 0.02  # of a unit descriptor, in each of its 128 values
_SMALLEST = 1.6  # pixels: smaller features are not found at working size


@dataclass(frozen=True)
class Source:
    """The features of one photograph: place, size, angle, strength; words in each form."""

    geometry: NDArray[np.float32]
    word: NDArray[np.uint16]  # [mirrored, form, feature]
    signature: NDArray[np.uint64]
    size: tuple[float, float]


def source(picture: Image.Image, chance: np.random.Generator) -> Source | None:
    """Take the features of a photograph; None where there are too few."""
    grey = picture.convert("L")
    grey.thumbnail((_SIDE, _SIDE))
    finder = cv2.SIFT.create(nfeatures=_MOST, contrastThreshold=0.01)
    found, described = finder.detectAndCompute(np.asarray(grey), np.array([]))
    if len(found) < 2 * KEPT:
        return None
    rows = [(p.pt[0], p.pt[1], p.size, p.angle, p.response) for p in found]
    roots = np.sqrt(described / np.maximum(described.sum(axis=1, keepdims=True), 1e-6))
    forms = [[_words(side, chance) for _ in range(_FORMS)] for side in _sides(roots)]
    word = np.array([[w for w, _ in side] for side in forms])
    signature = np.array([[s for _, s in side] for side in forms])
    return Source(np.array(rows, np.float32), word, signature, grey.size)


def _sides(roots: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return roots, mirrored_descriptors(roots)


def _words(
    roots: NDArray[np.float32], chance: np.random.Generator
) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    disturbed = roots + chance.normal(0, _NOISE, roots.shape).astype(np.float32)
    disturbed = np.maximum(disturbed, 0)
    disturbed /= np.linalg.norm(disturbed, axis=1, keepdims=True)
    word = words.nearest_words(disturbed, 1)[:, 0]
    return word, words.signatures(disturbed, word)


def distractors(sources: list[Source], count: int, chance: np.random.Generator) -> Iterator[Entry]:
    """Yield so many distractors, with random hashes."""
    for number in range(count):
        hashed = chance.integers(0, 256, 32, dtype=np.uint8).tobytes()
        kept = _window(sources[chance.integers(len(sources))], chance)
        yield Entry(reference=f"distractor {number}", hash=hashed, quality=100, kept=kept)


def _window(one: Source, chance: np.random.Generator) -> NDArray[np.void]:
    inside: NDArray[np.bool_] = np.zeros(0, bool)
    while np.count_nonzero(inside) < KEPT // 2:
        share = chance.uniform(0.33, 1)
        left, top = (chance.uniform(0, (1 - share) * side) for side in one.size)
        place = (one.geometry[:, :2] - (left, top)) / np.multiply(one.size, share)
        scale = WORKING_SIDE / (share * max(one.size))
        inside = np.asarray(((place >= 0) & (place < 1)).all(axis=1))
        inside &= (one.geometry[:, 2] * scale > _SMALLEST) & (chance.random(len(inside)) < 0.8)
    rows = np.flatnonzero(inside)
    x, y, size, angle, strength = one.geometry[rows].T
    worth = size * strength * np.exp(chance.normal(0, 0.3, len(rows)))
    chosen = np.argsort(-worth)[:KEPT]
    rows, mirrored = rows[chosen], int(chance.random() < 0.3)
    kept = np.zeros(len(rows), KEPT_TYPE)
    form = chance.integers(_FORMS, size=len(rows))
    kept["word"], kept["signature"] = (
        one.word[mirrored, form, rows],
        one.signature[mirrored, form, rows],
    )
    across = (x[chosen] - left) * scale * 255 / WORKING_SIDE
    kept["x"] = (255 - across if mirrored else across).clip(0, 255)
    kept["y"] = ((y[chosen] - top) * scale * 255 / WORKING_SIDE).clip(0, 255)
    kept["size"] = (np.log2(size[chosen] * scale / 0.5) * 16).clip(0, 255)
    turn = np.round(angle[chosen] * 256 / 360).astype(np.int64)
    kept["angle"] = ((128 - turn) if mirrored else turn) % 256
    return kept
