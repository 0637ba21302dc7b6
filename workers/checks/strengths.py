"""How each kind of finding did on labelled files, by check and version: `strengths.toml`.

The counts are data: measured again, they are written there and nowhere else.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from workers.checks.finding import Strength

Key = tuple[str, int, str, str]


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """Counts of some kinds of findings of one version of a check, and where they come from."""

    check: str
    version: int
    kinds: tuple[str, ...]
    basis: str
    strength: Strength
    set: str
    command: str
    measured: date


def strength_of(check: str, version: int, kind: str, basis: str = "") -> Strength | None:
    """Return the measured counts of a kind of finding, None if this version was not measured.

    `basis` says what the finding stands on, where one kind may stand on two things.
    """
    found = _by_kind().get((check, version, kind, basis))
    return found.strength if found else None


@cache
def measurements() -> tuple[Measurement, ...]:
    """Return all that was measured. Raises ValueError for counts that cannot be."""
    return read_measurements(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def read_measurements(text: str) -> tuple[Measurement, ...]:
    """Read measurements in the form of `strengths.toml`.

    Raises ValueError for what is no such file, for counts that cannot be, and for a kind that is
    measured twice in one version of a check.
    """
    try:
        tables: dict[str, list[dict[str, Any]]] = tomllib.loads(text)
        found = tuple(_measurement(check, row) for check, rows in tables.items() for row in rows)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a table of measurements: {fault}") from fault
    keys = [key for one in found for key in _keys(one)]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"measured twice: {twice}")
    return found


def written(measured: Iterable[Measurement]) -> str:
    """Write measurements in the form of `strengths.toml`."""
    return "\n".join(_table(one) for one in measured)


def _table(one: Measurement) -> str:
    counts = asdict(one.strength)
    values: dict[str, object] = {"version": one.version, "kinds": list(one.kinds)}
    values |= {"basis": one.basis} if one.basis else {}
    values |= {"unit": counts.pop("unit"), **counts, "set": one.set, "command": one.command}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join([f"[[{one.check}]]", *lines, f"measured = {one.measured}", ""])


@cache
def _by_kind() -> Mapping[Key, Measurement]:
    return {key: one for one in measurements() for key in _keys(one)}


def _keys(one: Measurement) -> Iterator[Key]:
    for kind in one.kinds:
        yield one.check, one.version, kind, one.basis


def _measurement(check: str, row: dict[str, Any]) -> Measurement:
    strength = Strength(
        false_alarms=row["false_alarms"],
        honest=row["honest"],
        hits=row["hits"],
        forged=row["forged"],
        unit=row.get("unit", "file"),
    )
    counts = (strength.false_alarms, strength.honest, strength.hits, strength.forged)
    if not all(type(count) is int for count in counts):
        raise ValueError(f"{check}: counts are whole numbers")
    if not (0 <= counts[0] <= counts[1] and 0 <= counts[2] <= counts[3]):
        raise ValueError(f"{check}: more counted than there were")
    if strength.unit not in {"file", "pair"} or not row["kinds"]:
        raise ValueError(f"{check}: unit is file or pair, and kinds are named")
    return Measurement(
        check=check,
        version=row["version"],
        kinds=tuple(row["kinds"]),
        basis=row.get("basis", ""),
        strength=strength,
        set=row["set"],
        command=row["command"],
        measured=row["measured"],
    )
