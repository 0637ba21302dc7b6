"""Over the labelled files beside the checkout, where there are any; nothing of them is kept.

They are public pictures and documents that may be measured with and not copied.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bench.pdq_reference import REFERENCE
from workers.checks import pdq
from workers.checks.context import MEBIBYTE, Context
from workers.checks.examine import examine
from workers.checks.finding import Severity
from workers.checks.likeness import distance

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no labelled files beside the checkout")


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_hashes_bit_for_bit(name: str) -> None:
    """Within 10 bits is what the vendor asks of another decoder; ours gives the same bits."""
    with Image.open(DATA / "pdq_neardup" / f"{name}.jpg") as picture:
        grey = pdq.luminance(np.asarray(picture.convert("RGB")))
    (first, *_), quality = pdq.hashes(grey)
    assert distance(first, REFERENCE[name]) <= (0 if quality >= 80 else 10)


def labelled(folder: str) -> list[tuple[Path, str]]:
    with (DATA / folder / "labels.csv").open(newline="") as table:
        return [(DATA / folder / row["path"], row["label"]) for row in csv.DictReader(table)]


@pytest.mark.slow
def test_hostile_files_cost_little_and_end_no_worker() -> None:
    for path, _ in labelled("hostile"):
        report = examine(path, Context(name=path.name))
        assert report.seconds < 5, path
        assert report.peak_bytes < 768 * MEBIBYTE, path


@pytest.mark.slow
def test_camera_originals_raise_nothing_of_medium_or_higher() -> None:
    originals = [path for path, label in labelled("camera_exif") if label == "camera-original"]
    loud = []
    for path in originals:
        worst = examine(path, Context(name=path.name)).worst
        if worst is not None and worst.rank >= Severity.MEDIUM.rank:
            loud.append(path.name)
    assert len(originals) > 20
    assert loud == []
