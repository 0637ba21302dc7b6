"""Over the labelled files beside the checkout, where there are any; nothing of them is kept.

They are public pictures and documents that may be measured with and not copied.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workers.checks import pdq
from workers.checks.context import MEBIBYTE, Context
from workers.checks.examine import examine
from workers.checks.finding import Severity
from workers.checks.likeness import distance

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no labelled files beside the checkout")

# The vendor's own hashes of its test pictures (BSD-3, facebook/ThreatExchange, pdq).
REFERENCE = {
    "dih/bridge-1-original": "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22",
    "dih/bridge-2-rotate-90": "30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af",
    "dih/bridge-3-rotate-180": "adad5a64b5a142e75b62a09857da895ae63b847fc23794b766b319361bc93188",
    "dih/bridge-4-rotate-270": "a5f0a457a48995e8c9065c275aaa5498b61ba4bdf8fcf80387c32f8b1bfc4f05",
    "dih/bridge-5-flipx": "f8f80f31e0f417b20e37f5cd028f980fb36ed02a9662c1e233e64c634e9c64dd",
    "dih/bridge-6-flipy": "0dad2599b1a1bd1a5362576742da32a5e63b7380c2374b4866b366c91bc9ce77",
    "dih/bridge-7-flip-plus-1": "f0a5e102f1ccc0bd945308720fff038de34ef1e8ada9a956d2967ade5ea91a50",
    "dih/bridge-8-flip-minus-1": "a5f05aa8a4896a17c906a2d85aaaab07b61b5b42f8fc07fc87c3d0741bfcb0fa",
    "bridge-mods/aaa-orig": "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22",
    "bridge-mods/blur-a-little": "f8f8f0cee0f4a84f06370a2a038f63f0b36e26d596621e1d33e6b39c4e9c9b22",
    "bridge-mods/blur-a-lot": "f8f8f0cee0f4a84f0637022a038f67f0b36e26d596621e1d33e6b39c4e9c9b22",
    "bridge-mods/high-contrast": "f8f8f0cee0f4a84f06370a2a068f67f0b36e26d596621e1d33e6339c4e9c9b22",
    "bridge-mods/sharpen-a-lot": "d8f8f0cec0f4a84f8e370a22038f67f0b36a2ed597231e1d72e6b39c4a9c9b22",
    "bridge-mods/shrink-a-lot": "d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22",
    "bridge-mods/square-128x128": "d8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22",
    "distinct/small": "0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff",
    "distinct/wee": "6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d",
    "distinct/q0122": "cfb2009ddd21c6dab0046a7745b5984757a8a4535b3377aea2591d32b33ff940",
    "distinct/q0291": "a0fe94f1e5cc1cc8dd855948498dc9243f7ca27336f036d7f212b74bc103c9a7",
    "distinct/q0746": "1049d96239e24d4dca2c55512b8bdb77425f4dbcf575a0a95555aaab5554aaaa",
    "distinct/q1050": "489db672e9190276d452aeab41eba20f02375fe4092d88defdf491a5c55c5f70",
    "distinct/q2821": "b150231ffae4710ffcf4f18bb574b109a576f14bb8543189f8743289f174b109",
}


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
