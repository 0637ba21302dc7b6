"""A picture as it is compared: what comparing needs of it, worked out when asked for and once."""

from dataclasses import dataclass
from functools import cached_property

from workers.checks.fingerprint import fingerprint_of
from workers.checks.likeness import Fingerprint
from workers.checks.pairs.features import Features, Grey, decoded_grey, extract, working_grey
from workers.checks.pairs.geometry import Matrix
from workers.checks.pairs.overlay import scaling
from workers.checks.pairs.sharpness import blurred
from workers.checks.picture import Picture


@dataclass(frozen=True)
class View:
    """One picture with what comparing it needs, worked out once for many comparisons."""

    picture: Picture

    @cached_property
    def grey(self) -> Grey:
        """Its luminance at working size."""
        return working_grey(self.picture.pixels)

    @cached_property
    def decoded(self) -> Grey:
        """The luminance of every decoded pixel."""
        return decoded_grey(self.picture.pixels)

    @cached_property
    def features(self) -> Features:
        """Its local features."""
        return extract(self.grey)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """Its hashes."""
        return fingerprint_of(self.picture.pixels)

    @property
    def enlarged(self) -> float:
        """Working pixels a decoded pixel, where these are more: in a tiny picture."""
        return float(max(1.0, self.grey.shape[1] / self.picture.pixels.width))

    @cached_property
    def to_picture(self) -> Matrix:
        """From working pixels to those of the upright picture as stored."""
        width, height = upright_size(self.picture)
        return scaling(self.grey.shape, (height, width))


@dataclass(frozen=True)
class Soft(View):
    """A picture blurred, by a width in working pixels, before it is compared; its grain is as it was."""

    width: float

    @cached_property
    def grey(self) -> Grey:
        """Its luminance at working size, blurred."""
        return blurred(working_grey(self.picture.pixels), self.width)


def upright_size(picture: Picture) -> tuple[int, int]:
    """Return width and height of the picture as it is looked at."""
    width, height = picture.width, picture.height
    shown = picture.pixels
    turned = (shown.width > shown.height) != (width > height) and shown.width != shown.height
    return (height, width) if turned else (width, height)
