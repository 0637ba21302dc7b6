"""How well parts of pictures are found among many stored ones, and what a search costs.

    python -m bench.bank ../shared/data --half report

The photographs of one half (the split of bench/near_duplicates.py) are stored among distractors made
from those of the other half (bench/distractors.py); each is changed, saved as a JPEG, described and
searched for, in banks of 1,000, 10,000 and 100,000. Found is one that is among the six candidates
that are proven, with as many places as a candidate needs. Times are seconds of the processor for the
search alone, after extraction. Then a million hashes are scanned. Printed: a table, or JSON.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.bank_changes import parts
from bench.changes import jpeg
from bench.distractors import distractors, source
from bench.intervals import interval
from bench.near_duplicates import photographs
from workers.checks.bank.bank import LEAST_PLACES, Bank, entry
from workers.checks.bank.described import describe
from workers.checks.bank.hashes import near
from workers.checks.bank.records import Described
from workers.checks.file import File

_SIDE = 2_000
_PROVEN = 6
_AT_ONCE = 8_192
_HASHES = 1_000_000
_OTHER = {"report": "calibrate", "calibrate": "report"}
Queries = dict[str, dict[str, Described]]


def queries(
    found: list[tuple[Path, File]], only: set[str]
) -> tuple[dict[str, Described], Queries, list[float]]:
    """Describe the originals and their changed copies, and say what one description took."""
    originals: dict[str, Described] = {}
    changed: Queries = defaultdict(dict)
    seconds: list[float] = []
    for path, file in found:
        originals[str(path)] = describe(file.picture)
        image = file.picture.pixels.copy()
        image.thumbnail((_SIDE, _SIDE))
        for name, (change, quality) in parts().items():
            if only and name not in only:
                continue
            picture = File(jpeg(change(image), quality), "a.jpg").picture
            begun = time.process_time()
            changed[name][str(path)] = describe(picture)
            seconds.append(time.process_time() - begun)
        print(f"{path.name}: {statistics.median(seconds):.2f} s", file=sys.stderr, flush=True)
    return originals, changed, seconds


def asked(bank: Bank, originals: dict[str, Described], changed: Queries) -> dict[str, Any]:
    """Search for every changed copy, and count those that are found and those that are not."""
    rows, seconds, strangers = [], [], []
    for name, copies in changed.items():
        row: dict[str, Any] = {"change": name, "tries": len(copies), "found": 0, "missed": []}
        for path, described in copies.items():
            begun = time.process_time()
            hits = bank.search(described)
            seconds.append(time.process_time() - begun)
            names = [hit.reference for hit in hits[:_PROVEN]]
            row["found"] += path in names
            strangers.append(sum(hit.reference not in originals for hit in hits))
            if path not in names:
                there = {hit.reference: hit.places for hit in hits}.get(path, 0)
                row["missed"].append(f"{Path(path).name}: {there} places")
        rows.append(row | {"interval": interval(row["found"], row["tries"])})
    return {
        "pictures": len(bank),
        "median_seconds": statistics.median(seconds),
        "worst_seconds": max(seconds),
        "strangers": statistics.mean(strangers),
        "disk_mb": sum(p.stat().st_size for p in bank.folder.path.iterdir()) / 1e6,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": rows,
    }


def scanned() -> dict[str, float]:
    """Scan a million hashes for one hash and for the eight of a picture, and prove one answer."""
    chance = np.random.default_rng(0)
    stored = chance.integers(0, 256, (_HASHES, 32), dtype=np.uint8)
    wanted = stored[:8] ^ np.packbits(chance.random((8, 256)) < 0.1, axis=1)
    result: dict[str, float] = {"hashes": _HASHES}
    for count in (1, 8):
        times = []
        for _ in range(20):
            begun = time.process_time()
            near(wanted[:count], stored, 72)
            times.append(time.process_time() - begun)
        result[f"milliseconds_{count}"] = 1_000 * statistics.median(times)
    words = stored.view(np.uint64)
    differ = np.bitwise_count(words ^ wanted[:1].view(np.uint64)).sum(axis=1)
    _, numbers, bits = near(wanted[:1], stored, 72)
    expected = np.flatnonzero(differ <= 72)
    result["exact"] = bool(
        set(numbers.tolist()) == set(expected.tolist()) and (differ[numbers] == bits).all()
    )
    return result


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Build banks of growing size in one folder and ask each for all copies."""
    chance = np.random.default_rng(1)
    found = list(photographs(options.data, options.half))[: options.limit]
    others = (file.picture.pixels for _, file in photographs(options.data, _OTHER[options.half]))
    sources = [one for one in (source(p, chance) for p in others) if one]
    originals, changed, seconds = queries(found, set(options.only))
    result: dict[str, Any] = {"half": options.half, "photographs": len(found), "banks": []}
    result |= {"scenes": len(sources), "describe_seconds": statistics.median(seconds)}
    result |= {"least_places": LEAST_PLACES, "scan": scanned()}
    with tempfile.TemporaryDirectory() as folder:
        bank = Bank(Path(folder))
        with bank.writing() as writing:
            writing.add([entry(path, described) for path, described in originals.items()])
        for size in options.pictures:
            more = distractors(sources, size - len(bank), chance)
            while entries := list(islice(more, _AT_ONCE)):
                with bank.writing() as writing:
                    writing.add(entries)
            result["banks"].append(asked(bank, originals, changed))
            print(_bank(result["banks"][-1]), file=sys.stderr, flush=True)
    return result


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", metavar="DATA_DIR", type=Path)
    parser.add_argument("--half", choices=tuple(_OTHER), default="report")
    parser.add_argument("--limit", type=int, default=1_000, help="photographs asked for")
    parser.add_argument("--only", action="append", default=[], metavar="CHANGE")
    parser.add_argument(
        "--pictures", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="COUNT"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure(options)
    print(json.dumps(result, indent=1) if options.json else _table(result))
    return 0


def _table(result: dict[str, Any]) -> str:
    scan = result["scan"]
    head = (
        f"{result['half']}: {result['photographs']} photographs, distractors of "
        f"{result['scenes']} scenes, {result['describe_seconds']:.2f} s a description"
    )
    hashes = (
        f"{scan['hashes']:,} hashes: {scan['milliseconds_1']:.2f} ms a hash, "
        f"{scan['milliseconds_8']:.2f} ms for all eight turns, exact: {scan['exact']}"
    )
    return "\n".join([head, hashes, *map(_bank, result["banks"])])


def _bank(bank: dict[str, Any]) -> str:
    head = (
        f"{bank['pictures']:,} pictures: {bank['median_seconds']:.3f} s a search (at most "
        f"{bank['worst_seconds']:.3f}), {bank['disk_mb']:.0f} MB on disk, peak "
        f"{bank['peak_mb']:.0f} MB, {bank['strangers']:.2f} strangers a query"
    )
    lines = [head]
    for row in bank["rows"]:
        low, high = row["interval"]
        share = f"{row['found']}/{row['tries']} [{low:.3f}, {high:.3f}]"
        lines.append(f"    {row['change']:<20} {share:<24} {'; '.join(row['missed'][:6])}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
