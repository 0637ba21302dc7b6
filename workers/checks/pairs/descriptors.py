"""Descriptors of local features as numbers; needs no parser."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_CELLS, _ORIENTATIONS = 4, 8
DIMENSIONS: Final = _CELLS * _CELLS * _ORIENTATIONS


def mirrored_descriptors(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the descriptors of the same points in the picture mirrored left to right."""
    cells = descriptors.reshape(-1, _CELLS, _CELLS, _ORIENTATIONS)
    turned = (-np.arange(_ORIENTATIONS)) % _ORIENTATIONS
    return np.ascontiguousarray(cells[:, ::-1][..., turned].reshape(descriptors.shape))
