import numpy as np
import pytest
from PIL import Image

from tests.workers.checks import makers
from workers.checks.pairs.features import Grey
from workers.checks.pairs.overlay import lay
from workers.checks.pairs.sharpness import blur_between, blurred


def grey(image: Image.Image) -> Grey:
    return np.asarray(image.convert("L"), np.float32)


def between(first: Grey, second: Grey) -> tuple[float, float]:
    scale = second.shape[1] / first.shape[1]
    return blur_between(first, second, lay(first, second, np.diag([scale, scale, 1.0])))


@pytest.mark.parametrize("width", [1.4, 2.0, 4.0])
def test_the_width_of_a_blur_is_found(width: float) -> None:
    sharp = grey(makers.photograph())
    assert between(sharp, blurred(sharp, width)) == pytest.approx((width, 0), abs=0.05)
    assert between(blurred(sharp, width), sharp) == pytest.approx((0, width), abs=0.05)


def test_the_width_is_in_pixels_of_the_picture_to_be_blurred() -> None:
    large = grey(makers.photograph())
    small = grey(makers.photograph().resize((256, 256), Image.Resampling.BOX))
    assert between(large, blurred(small, 2))[0] == pytest.approx(4, abs=0.3)
    assert between(blurred(small, 2), large)[1] == pytest.approx(4, abs=0.3)


def test_pictures_equally_sharp_are_left_alone() -> None:
    sharp = grey(makers.photograph())
    assert between(sharp, sharp) == (0, 0)
    assert between(blurred(sharp, 2), blurred(sharp, 2)) == (0, 0)


def test_plain_pictures_say_nothing_of_sharpness() -> None:
    plain = np.full((200, 200), 128, np.float32)
    assert between(plain, plain) == (0, 0)
