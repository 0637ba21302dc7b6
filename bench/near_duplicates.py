"""How well copies are seen and distinct photographs told apart, on a folder of labelled files.

    python -m bench.near_duplicates DATA_DIR --half report

The photographs (camera originals, authentic pictures of the web, the vendor's originals, one of a
group, those too plain for a hash left out) fall into two halves by the digest of their group:
thresholds were set on `calibrate`, figures are those of `report`. Each is shrunk to 2000 pixels,
changed and saved as a JPEG, and compared with the file it came from; then all pairs of distinct
photographs are compared. Printed: a table, or JSON.
"""

import argparse
import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.changes import changes, jpeg
from bench.intervals import interval
from bench.tables import labelled
from workers.checks.file import File
from workers.checks.fingerprint import fingerprint
from workers.checks.likeness import compare
from workers.checks.pairs.comparison import compare_views
from workers.checks.pairs.view import View

_SETS = {
    "camera_exif": None,
    "imd2020_100": {"authentic"},
    "pdq_neardup": {"original"},
}
_SIDE = 2_000


def photographs(data: Path, half: str) -> Iterator[tuple[Path, File]]:
    """Yield one readable photograph of each group of one half."""
    seen: set[tuple[str, str]] = set()
    for folder, labels in _SETS.items():
        for row in labelled(data, folder):
            group = row.group if labels else str(row.path)
            wanted = labels is None or row.label in labels
            if not wanted or (folder, group) in seen or row.half != half:
                continue
            seen.add((folder, group))
            file = File(row.path.read_bytes(), row.path.name)
            if fingerprint(file).usable:
                yield row.path, file


def recall(found: list[tuple[Path, File]], limit: int, only: set[str]) -> list[dict[str, Any]]:
    """Compare each photograph with each of its copies; a row for each change (`only` these)."""
    if len(found) < 3:
        return []
    others = [file.picture.pixels.resize((800, 600)) for _, file in found[-3:]]
    rows: dict[str, dict[str, Any]] = {
        name: {"change": name, "tries": 0, "seen": 0, "hash": 0, "relations": {}, "missed": []}
        for name in changes(others)
        if not only or name in only
    }
    seconds: list[float] = []
    for path, file in found[:: max(1, len(found) // limit)][:limit]:
        one, own = View(file.picture), fingerprint(file)
        image = file.picture.pixels.copy()
        image.thumbnail((_SIDE, _SIDE))
        for name, (change, quality) in changes(others).items():
            if name not in rows:
                continue
            copy = File(jpeg(change(image), quality), "a.jpg")
            started = time.process_time()
            pair = compare_views(one, View(copy.picture))
            seconds.append(time.process_time() - started)
            row = rows[name]
            row["tries"] += 1
            row["seen"] += pair.relation.same_pixels
            row["hash"] += compare(own, fingerprint(copy)).bits <= 31
            relations = row["relations"]
            relations[pair.relation.value] = relations.get(pair.relation.value, 0) + 1
            if not pair.relation.same_pixels:
                row["missed"].append(f"{path.name}: {pair.relation.value} {pair.evidence}")
        print(f"{path.name}: median {statistics.median(seconds):.2f} s", file=sys.stderr)
    for row in rows.values():
        row["interval"] = interval(row["seen"], row["tries"])
    return list(rows.values())


def false_claims(found: list[tuple[Path, File]]) -> dict[str, Any]:
    """Compare all pairs of distinct photographs."""
    views = [(path, View(file.picture)) for path, file in found]
    claims: dict[str, list[str]] = {}
    pairs = 0
    for (path, one), (other, two) in itertools.combinations(views, 2):
        pairs += 1
        pair = compare_views(one, two)
        if pair.relation.value != "unrelated":
            claim = f"{path.name} | {other.name} {pair.evidence}"
            claims.setdefault(pair.relation.value, []).append(claim)
    claimed = sum(len(v) for k, v in claims.items() if k != "same_scene")
    return {"pairs": pairs, "claims": claims, "interval": interval(claimed, pairs)}


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.near_duplicates", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--half", choices=("calibrate", "report"), default="report")
    parser.add_argument("--limit", type=int, default=1_000, help="photographs for the copies")
    parser.add_argument("--only", action="append", default=[], metavar="CHANGE")
    parser.add_argument("--no-pairs", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = list(photographs(options.data, options.half))
    result: dict[str, Any] = {"half": options.half, "photographs": len(found)}
    if not options.no_pairs:
        result["distinct"] = false_claims(found)
    result["copies"] = recall(found, options.limit, set(options.only)) if options.limit else []
    print(json.dumps(result, indent=1) if options.json else _table(result))
    return 0


def _table(result: dict[str, Any]) -> str:
    lines = [f"{result['half']}: {result['photographs']} photographs"]
    for row in result["copies"]:
        low, high = row["interval"]
        share = f"{row['seen']}/{row['tries']} [{low:.3f}, {high:.3f}]"
        lines.append(f"{row['change']:<20} {share:<24} hash {row['hash']}  {row['relations']}")
        lines += [f"    missed {missed}" for missed in row["missed"]]
    if "distinct" in result:
        low, high = result["distinct"]["interval"]
        lines.append(f"distinct pairs {result['distinct']['pairs']} [{low:.1e}, {high:.1e}]")
        lines += [f"    {k}: {c}" for k, v in result["distinct"]["claims"].items() for c in v]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
