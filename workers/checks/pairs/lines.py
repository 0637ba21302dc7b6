"""The one line the comparing child answers with: written here, and read with suspicion."""

import json
import math
from dataclasses import asdict
from typing import Any

from workers.checks.explanations import known_reasons
from workers.checks.pairs.pair import Evidence, Pair, PairRelation, Polygon, Row

_MOST_CORNERS = 200
_LARGEST = 100_000  # pixels


def pair_line(pair: Pair) -> bytes:
    """Write a comparison; a drift that could not be measured is written as none."""
    value = asdict(pair)
    if not math.isfinite(pair.evidence.drift):
        value["evidence"]["drift"] = None
    return _line({"pair": value})


def refusal_line(reason: str, which: int) -> bytes:
    """Write why the first (1) or second (2) picture cannot be read."""
    return _line({"reason": reason, "which": which})


def _line(value: object) -> bytes:
    return json.dumps(value, allow_nan=False).encode() + b"\n"


def read_answer(line: bytes) -> Pair | tuple[str, int]:
    """Read the answer: a comparison, or a reason and which of the two it is about.

    Raises ValueError for anything the child would not write.
    """
    try:
        value = json.loads(line)
        if set(value) == {"reason", "which"}:
            return _refusal(value["reason"], value["which"])
        return _pair(value["pair"])
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("not an answer of the comparison") from fault


def _refusal(reason: object, which: object) -> tuple[str, int]:
    if reason not in known_reasons() or which not in {1, 2}:
        raise ValueError("not a reason")
    return str(reason), 1 if which == 1 else 2


def _pair(value: dict[str, Any]) -> Pair:
    rows = value["transform"]
    if not isinstance(value["mirrored"], bool):
        raise TypeError("not a flag")
    return Pair(
        relation=PairRelation(value["relation"]),
        evidence=_evidence(value["evidence"]),
        transform=None if rows is None else _rows(rows),
        mirrored=value["mirrored"],
        first=_polygon(value["first"]),
        second=_polygon(value["second"]),
        first_share=_number(value["first_share"]),
        second_share=_number(value["second_share"]),
    )


def _evidence(value: dict[str, Any]) -> Evidence:
    drift, noise = value["drift"], value["noise"]
    return Evidence(
        inliers=_whole(value["inliers"]),
        astray=_number(value["astray"]),
        blocks=_whole(value["blocks"]),
        alike=_number(value["alike"]),
        correlation=_number(value["correlation"]),
        drift=math.inf if drift is None else _number(drift),
        noise=None if noise is None else _number(noise),
    )


def _rows(value: list[list[Any]]) -> tuple[Row, Row, Row]:
    one, two, three = (_row(row) for row in value)
    return one, two, three


def _row(value: list[Any]) -> Row:
    a, b, c = (_number(number) for number in value)
    return a, b, c


def _polygon(value: list[list[Any]]) -> Polygon:
    if len(value) > _MOST_CORNERS:
        raise ValueError("not a polygon")
    return tuple((_whole(x), _whole(y)) for x, y in value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise ValueError("not a count of pixels")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("not a number")
    return float(value)
