"""Opening and decoding a photograph within limits, upright and in plain RGB."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps

from workers.checks.context import Limits
from workers.checks.finding import CannotCheck
from workers.checks.points import Grey, Points, find_points, working_grey

# One decoding thread: the child that decodes may start no others.
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener(thumbnails=False)

_FORMATS = {"jpeg": ["JPEG"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A decoded picture: upright RGB pixels, shrunk to what previews and fingerprints need."""

    pixels: Image.Image
    width: int  # of the file, as stored
    height: int
    frames: int
    animated: bool
    # Mean step of the JPEG's luminance quantisation: 1 at the best quality, 58 at 50, 144 at 20.
    # 0 for a file without one.
    quantisation: float = 0.0

    @cached_property
    def grey(self) -> Grey:
        """Its luminance at the size points are sought at."""
        return working_grey(self.pixels)

    @cached_property
    def points(self) -> Points:
        """Its local features, found once for all steps."""
        return find_points(self.grey)


def open_picture(data: bytes, code: str, limits: Limits) -> Image.Image:
    """Read the header of a picture of kind `code`; nothing is decoded yet.

    Raises CannotCheck: "damaged", "picture_too_large".
    """
    with _faults_named():
        image = Image.open(io.BytesIO(data), formats=_FORMATS[code])
        frames = frame_count(image)
    width, height = image.size
    moving = frames if code != "jpeg" else 1  # further pictures of an MPO are never decoded
    if max(width, height) > limits.picture_side or width * height * moving > limits.picture_pixels:
        raise CannotCheck("picture_too_large", width=width, height=height, frames=frames)
    return image


def frame_count(image: Image.Image) -> int:
    """Return how many pictures the file holds."""
    return int(getattr(image, "n_frames", 1))


def decode(image: Image.Image, limits: Limits) -> Picture:
    """Decode the first frame: upright, RGB, its long side near twice the preview's at most.

    Raises CannotCheck: "damaged", "truncated".
    """
    width, height = image.size
    frames = frame_count(image)
    with _faults_named():
        _decode_smaller(image, limits.preview_side)
        image.load()
        pixels = upright(_plain(image, limits.preview_side), _orientation(image))
    animated = frames > 1 and image.format in {"PNG", "WEBP"}
    return Picture(
        pixels=pixels,
        width=width,
        height=height,
        frames=frames,
        animated=animated,
        quantisation=_quantisation(image),
    )


def _quantisation(image: Image.Image) -> float:
    tables = getattr(image, "quantization", None) or {}
    luminance = tables.get(0) or [0]
    return float(sum(luminance) / len(luminance))


def _decode_smaller(image: Image.Image, side: int) -> None:
    """Let the JPEG decoder leave out what is not needed: a quarter of the time on 12 megapixels."""
    longest = max(image.size)
    if image.format in {"JPEG", "MPO"} and longest > side:
        image.draft("RGB", (image.width * side // longest, image.height * side // longest))


def _plain(image: Image.Image, side: int) -> Image.Image:
    """Return 8-bit RGB on white, shrunk by a whole number while it is over twice `side`."""
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        image = _eight_bits(image)
    if image.mode in {"P", "PA", "1"} or (image.mode != "RGBA" and "transparency" in image.info):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    times = max(image.size) // (2 * side) + 1
    if times > 1:
        image = image.reduce(times)
    if image.mode in {"RGBA", "LA"}:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale deeper greys to 8 bits by their own range."""
    deep = image.convert("F")
    low, high = (float(v) for v in deep.getextrema())  # type: ignore[arg-type]
    scale = 255.0 / (high - low) if high > low else 0.0
    return deep.point(lambda v: v * scale - low * scale).convert("L")


def _orientation(image: Image.Image) -> int:
    """Read the orientation tag; metadata that cannot be read counts as upright."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 whatever a broken tag raises, the pixels stay usable
        return 1


def full_luminance(image: Image.Image) -> tuple[NDArray[np.float32], int]:
    """Decode the luminance of every pixel as it is stored, and return it with its orientation.

    A JPEG gives its own luminance, with nothing lost on the way through colours. Raises CannotCheck.
    """
    with _faults_named():
        if image.format in {"JPEG", "MPO"}:
            image.draft("L", image.size)
        image.load()
        plain = image if image.mode == "L" else _plain(image, max(image.size)).convert("L")
        return np.asarray(plain, np.float32), _orientation(image)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture turned as its orientation tag says."""
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """Return the picture with its long side at most `side`; a smaller one comes back as it is."""
    if max(image.size) <= side:
        return image
    # As good as the slower bicubic where a picture is made smaller.
    return ImageOps.contain(image, (side, side), Image.Resampling.HAMMING)


@contextmanager
def _faults_named() -> Iterator[None]:
    """Turn whatever a picture parser raises into a CannotCheck with its reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise CannotCheck("picture_too_large") from bomb
        except MemoryError:
            raise
        except Exception as fault:
            cut = "truncated" in str(fault)
            raise CannotCheck(
                "truncated" if cut else "damaged", error=type(fault).__name__
            ) from fault
