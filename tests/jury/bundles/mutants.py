"""Changes to a bundle, each of which somebody might make who wants another result.

The one who makes them holds the operator's key: after each change the manifest is signed anew.
"""

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from record.canonical import canonical
from record.domain.checkpoints import signer
from verify_season import GENESIS

Row = dict[str, Any]
Change = Callable[[list[Row]], None]


def read(folder: Path, table: str) -> list[Row]:
    lines = (folder / f"{table}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def write(folder: Path, table: str, rows: list[Row]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    (folder / f"{table}.jsonl").write_text(text)


def sign(folder: Path) -> None:
    """Make the manifest that of the files as they are now, and sign it."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    for name in manifest["files"]:
        if (folder / name).exists():
            manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(canonical(manifest))
    by = signer()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.note").write_text(by.sign(f"{by.verifier.name}/bundle\n{digest}\n"))


def chained_anew(rows: list[Row]) -> None:
    """Chain the entries of a ledger by their bodies, as an operator could do it."""
    before = GENESIS
    for row in rows:
        made = hashlib.sha256(f"{before}{row['body']}".encode()).hexdigest()
        row["prev"], row["hash"] = before, made
        before = made


def flipped(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "x"
    text = str(value)
    middle = len(text) // 2
    other = "7" if text[middle : middle + 1] != "7" else "8"
    return text[:middle] + other + text[middle + 1 :]


def places(row: Row, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the single values of a row stand, lists and objects opened."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from places(value, (*path, key))
        elif isinstance(value, list):
            for number, part in enumerate(value):
                if isinstance(part, dict):
                    yield from places(part, (*path, key, number))
        else:
            yield (*path, key)


def of_another_kind(value: Any) -> Any:
    """What no reader expects in this place."""
    return {"x": [value]}


def change_at(
    rows: list[Row], number: int, path: tuple[Any, ...], other: Callable[[Any], Any]
) -> list[Row]:
    """The rows with another value in one place."""
    changed = copy.deepcopy(rows)
    part: Any = changed[number]
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = other(part[path[-1]])
    return changed
