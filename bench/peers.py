"""Near-duplicates by the hashes of others, beside our own PDQ: recall per change, false pairs.

    python -m bench.peers DATA_DIR [--limit 24]

The photographs and changes are those of bench/near_duplicates.py, half `report`, each photograph
shrunk to 2000 pixels before it is changed. Peers: pHash and dHash of ImageHash (64 bits, within
10, as its users do) and PDQ as its vendor uses it (within 31 bits, one direction). Our PDQ is
compared in all eight turns. Before it: our PDQ against the vendor's reference vectors.
"""

import argparse
import io
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import imagehash
import numpy as np
from PIL import Image

from bench.changes import changes, jpeg
from bench.near_duplicates import photographs
from bench.pdq_reference import REFERENCE
from bench.tables import rate
from workers.checks import pdq
from workers.checks.likeness import distance

SIDE, PDQ_BITS, HASH_BITS = 2_000, 31, 10
NAMES = ("PDQ, 8 turns", "PDQ", "pHash", "dHash")


@dataclass(frozen=True)
class Hashes:
    """One picture by all hashes."""

    turned: tuple[str, ...]
    perceptual: imagehash.ImageHash
    difference: imagehash.ImageHash

    def near(self, other: "Hashes") -> tuple[bool, ...]:
        """Whether the other is near, by each of NAMES."""
        bits = [distance(turn, other.turned[0]) for turn in self.turned]
        return (
            min(bits) <= PDQ_BITS,
            bits[0] <= PDQ_BITS,
            self.perceptual - other.perceptual <= HASH_BITS,
            self.difference - other.difference <= HASH_BITS,
        )


def hashes(image: Image.Image) -> Hashes:
    """Hash a picture as all of them do."""
    rgb = image.convert("RGB")
    reduced = rgb.copy()
    reduced.thumbnail((1_024, 1_024))
    found, _quality = pdq.hashes(pdq.luminance(np.asarray(reduced)))
    return Hashes(tuple(found), imagehash.phash(rgb), imagehash.dhash(rgb))


def reference(data: Path) -> Iterator[str]:
    """Compare our PDQ with the vendor's vectors."""
    bits = []
    for name, expected in REFERENCE.items():
        path = data / "pdq_neardup" / f"{name}.jpg"
        if path.exists():
            with Image.open(path) as picture:
                grey = pdq.luminance(np.asarray(picture.convert("RGB")))
            (first, *_), _quality = pdq.hashes(grey)
            bits.append(distance(first, expected))
    same, near = sum(b == 0 for b in bits), sum(b <= 10 for b in bits)
    yield f"PDQ reference vectors: bit for bit {rate(same, len(bits))}"
    yield f"    within the 10 bits the vendor allows {rate(near, len(bits))}"


def recall(images: Sequence[Image.Image], others: Sequence[Image.Image]) -> Iterator[str]:
    """Tell for every change how many copies each hash finds."""
    seen = {name: np.zeros(len(NAMES), int) for name in changes(others)}
    for image in images:
        own = hashes(image)
        for name, (change, quality) in changes(others).items():
            with Image.open(io.BytesIO(jpeg(change(image), quality))) as copy:
                seen[name] += own.near(hashes(copy))
    yield f"{'change':<20}" + "".join(f"{name:>28}" for name in NAMES)
    for name, hits in seen.items():
        yield f"{name:<20}" + "".join(f"{rate(int(h), len(images)):>28}" for h in hits)


def false_pairs(images: Sequence[Image.Image]) -> Iterator[str]:
    """Tell how many pairs of distinct photographs each hash claims."""
    every = [hashes(image) for image in images]
    pairs = [one.near(two) for one, two in itertools.combinations(every, 2)]
    for name, hits in zip(NAMES, np.sum(pairs, axis=0), strict=True):
        yield f"distinct pairs claimed by {name:<14} {rate(int(hits), len(pairs))}"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--limit", type=int, default=24, help="photographs for the copies")
    options = parser.parse_args(arguments)
    print("\n".join(reference(options.data)))
    images = []
    for _path, file in photographs(options.data, "report"):
        image = file.picture.pixels.copy()
        image.thumbnail((SIDE, SIDE))
        images.append(image)
    if len(images) < 3:
        return 0
    others = [image.resize((800, 600)) for image in images[-3:]]
    chosen = images[:: max(1, len(images) // options.limit)][: options.limit]
    for line in itertools.chain(recall(chosen, others), false_pairs(images)):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
