"""What passes from the child that reads a table to the one who asked: read with suspicion."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from directory.sheets.tables import LIMITS, Cell, Fault, Kind, Row, Table, Unreadable

_LONGEST_NAME = 100


def to_json(table: Table) -> dict[str, Any]:
    """The table in plain JSON, as it is sent and kept."""
    return {
        "name": table.name,
        "typed": table.typed,
        "merged": list(table.merged),
        "rows": [
            [
                row.number,
                [[column, cell.kind.value, cell.text] for column, cell in row.cells.items()],
            ]
            for row in table.rows
        ],
    }


def from_json(value: dict[str, Any]) -> Table:
    """Read what to_json wrote. Raises ValueError for anything else."""
    try:
        return Table(
            name=_text(value["name"], _LONGEST_NAME),
            typed=bool(value["typed"]),
            merged=tuple(_text(each, 40) for each in value["merged"]),
            rows=tuple(_row(number, cells) for number, cells in value["rows"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("not a table") from fault


def lines(tables: Iterable[Table]) -> Iterator[bytes]:
    """One line for each table."""
    for table in tables:
        yield json.dumps({"table": to_json(table)}).encode() + b"\n"


def fault_line(found: Unreadable) -> bytes:
    return json.dumps({"fault": found.fault.value, "where": found.where}).encode() + b"\n"


def read_lines(answer: Iterable[bytes]) -> list[Table]:
    """The tables the child wrote. Raises the Unreadable it met, ValueError for anything else."""
    tables = []
    for line in answer:
        value = json.loads(line)
        if not isinstance(value, dict):
            raise ValueError("not a line of the reader")  # noqa: TRY004
        if "fault" in value:
            raise Unreadable(Fault(value["fault"]), _text(value.get("where"), _LONGEST_NAME))
        tables.append(from_json(value.get("table", {})))
    return tables


def _row(number: object, cells: list[list[Any]]) -> Row:
    found = {
        _whole(column): Cell(Kind(kind), _text(text, LIMITS.text)) for column, kind, text in cells
    }
    return Row(number=_whole(number), cells=found)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("not a place in a table")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("not a text")
    return value
