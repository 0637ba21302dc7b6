"""Local features of one picture, found once for every step that needs some.

SIFT (Lowe 2004) with the square root of its descriptors (Arandjelovic and Zisserman 2012), on a
grey picture of bounded size. Dense: a copied part is small and may hold little.
"""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.float32]
Values = NDArray[np.float32]

WORKING_SIDE: Final = 1_024  # pixels of the long side; a smaller picture stays as it is
MOST: Final = 4_000
_CONTRAST: Final = 0.006
_EDGE: Final = 20
_DIMENSIONS: Final = 128


@dataclass(frozen=True, kw_only=True)
class Points:
    """Places (x, y) and sizes in working pixels, angles in radians, descriptors of unit length.

    `contrast` says how much a point stands out, from 0 to 1.
    """

    places: Values
    sizes: Values
    angles: Values
    contrast: Values
    descriptors: Values

    def __len__(self) -> int:
        return len(self.places)

    def only(self, where: NDArray[np.bool_]) -> "Points":
        """Return some of the points."""
        return Points(**{name: values[where] for name, values in vars(self).items()})

    def laid(self, scale: float, corner: tuple[int, int]) -> "Points":
        """Return the points in a picture that is larger by a factor and begins at (x, y) before."""
        places = (self.places + 0.5) * scale - 0.5 + np.array(corner, np.float32)
        return replace(self, places=places.astype(np.float32), sizes=self.sizes * scale)


def joined(first: Points, second: Points) -> Points:
    """Return the points of both."""
    return Points(
        **{
            name: np.concatenate([values, vars(second)[name]])
            for name, values in vars(first).items()
        }
    )


def working_grey(picture: Image.Image) -> Grey:
    """Return the luminance at the size points are sought at."""
    grey = np.asarray(picture.convert("L"))
    scale = WORKING_SIDE / max(grey.shape)
    if scale < 1:
        size = [max(1, round(side * scale)) for side in grey.shape[::-1]]
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return np.asarray(grey, np.float32)


def find_points(grey: Grey) -> Points:
    """Find the strongest points; an even surface has none."""
    # Finding and describing in one call builds the pyramid of the picture once.
    finder = cv2.SIFT.create(nfeatures=MOST, contrastThreshold=_CONTRAST, edgeThreshold=_EDGE)
    found, described = finder.detectAndCompute(grey.astype(np.uint8), np.array([]))
    found = found[:MOST]
    values = np.array([(*p.pt, p.size, p.angle, p.response) for p in found], np.float32)
    values = values.reshape(-1, 5)
    described = described[:MOST] if len(found) else np.zeros((0, _DIMENSIONS), np.float32)
    total = np.maximum(described.sum(axis=1, keepdims=True), 1e-6)
    return Points(
        places=values[:, :2].copy(),
        sizes=values[:, 2],
        angles=np.deg2rad(values[:, 3]),
        contrast=values[:, 4],
        descriptors=np.sqrt(described / total).astype(np.float32),
    )
