"""Make the vocabulary of workers/checks/bank anew, from photographs that scikit-image ships.

    python -m bench.bank_words OUT.npz

Each photograph at three sizes and mirrored gives its descriptors; each half of them is put into 256
centres by k-means, and the projection is a random rotation. A vocabulary made on another machine may
differ in the last digits and is then another one: what was stored with the old is worthless, so that
`described.ALGORITHM` must change with it.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import cv2
import faiss
import numpy as np
import skimage.data
from numpy.typing import NDArray
from PIL import Image

from workers.checks.pairs.descriptors import mirrored_descriptors

_NAMES: Final = (
    *("astronaut", "brick", "camera", "chelsea", "clock", "coffee", "coins", "grass", "gravel"),
    *("hubble_deep_field", "immunohistochemistry", "moon", "page", "rocket", "text"),
)
_SIZES: Final = (1.0, 0.6, 1.6)
_WORKING, _SMALL = 960, 480
_MOST, _CENTRES, _HALF, _SIGNS = 2_500, 256, 64, 64


def descriptors() -> Iterator[NDArray[np.float32]]:
    """Yield the descriptors of each photograph at each size, and mirrored."""
    photographs = [getattr(skimage.data, name)() for name in _NAMES]
    photographs += getattr(skimage.data, "stereo_motorcycle")()[:2]  # noqa: B009 it has no types
    for pixels in photographs:
        image = Image.fromarray(pixels).convert("L")
        for size in _SIZES:
            grey = np.asarray(image.resize((int(image.width * size), int(image.height * size))))
            found = _described(_scaled(grey))
            yield found
            yield mirrored_descriptors(found)


def _scaled(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    longest = max(grey.shape)
    scale = min(2.0, _SMALL / longest) if longest < _SMALL else min(_WORKING / longest, 1.0)
    if scale == 1:
        return grey
    size = [max(1, round(side * scale)) for side in grey.shape[::-1]]
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, size, interpolation=how), np.uint8)


def _described(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    finder = cv2.SIFT.create(nfeatures=_MOST, contrastThreshold=0.015)
    _, found = finder.detectAndCompute(grey, np.array([]))
    return np.asarray(np.sqrt(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-6)))


def make(arguments: Sequence[str]) -> int:
    """Make the vocabulary and write it."""
    [out] = arguments
    faiss.omp_set_num_threads(1)
    found = np.concatenate(list(descriptors())).astype(np.float32)
    centres = []
    for half in (0, 1):
        means = faiss.Kmeans(_HALF, _CENTRES, niter=25, seed=1, max_points_per_centroid=100_000)
        means.train(np.ascontiguousarray(found[:, half * _HALF : (half + 1) * _HALF]))
        centres.append(np.array(means.centroids))
    rotation, _ = np.linalg.qr(np.random.default_rng(7).normal(size=(2 * _HALF, 2 * _HALF)))
    np.savez_compressed(
        Path(out),
        centres=np.stack(centres).astype(np.float16),
        projection=rotation[:_SIGNS].astype(np.float16),
    )
    print(f"{len(found)} descriptors")
    return 0


if __name__ == "__main__":
    sys.exit(make(sys.argv[1:]))
