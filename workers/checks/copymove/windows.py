"""Arithmetic over the small window around each pixel."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.checks.points import Grey, Values

Flags = NDArray[np.bool_]

WINDOW: Final = 11  # pixels


def detail(grey: Grey, widths: tuple[float, float]) -> Grey:
    """Return what of a picture is between two sizes in pixels: a difference of Gaussians."""
    fine, coarse = (blurred(grey, width) for width in widths)
    return fine - coarse


def blurred(grey: Grey, width: float) -> Grey:
    """Return a picture smoothed by a Gaussian of so many pixels."""
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), width), np.float32)


def slopes(grey: Grey) -> tuple[Grey, Grey]:
    """Return how much a picture rises along the rows and down the columns, a pixel."""
    across, down = (cv2.Sobel(grey, -1, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def wider(flags: Flags, side: int) -> Flags:
    """Return flags that are set in the square of so many pixels around each set one."""
    return np.asarray(cv2.dilate(flags.astype(np.uint8), np.ones((side, side), np.uint8)) > 0, bool)


def mean(values: Values, side: int = WINDOW) -> Values:
    """Return the mean in the window around each pixel."""
    return np.asarray(cv2.boxFilter(values, -1, (side, side)), np.float32)
