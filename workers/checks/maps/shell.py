"""Heat maps from the shell: `python -m workers.checks map FILE --out DIR`.

Writes `NAME-grid.png`, `NAME-double_quantisation.png`, `NAME-ghost.png` and `NAME-error_level.png`
into DIR and prints one JSON object: path, status, the maps with their files, those that are missing
with the reason, foreign grids as findings, seconds and peak memory.

Exit codes: 0 maps were written; 2 wrong usage; 3 the file could not be read or no map be made.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workers.checks.context import MEBIBYTE
from workers.checks.explanations import reason_text
from workers.checks.finding import Status
from workers.checks.maps.drawing import Maps, draw

WRITTEN, UNCHECKED = 0, 3


def main(arguments: Sequence[str]) -> int:
    """Draw the maps of the file named in the arguments; returns the exit code."""
    options = _parser().parse_args(arguments)
    path: Path = options.file
    row: dict[str, Any] = {"path": str(path)}
    try:
        made = draw(path)
        row |= _row(made, _written(made, path, options.out))
        code = WRITTEN if made.pictures else UNCHECKED
    except OSError as fault:
        row |= {"status": Status.COULD_NOT_CHECK.value, "error": fault.strerror or str(fault)}
        row["path"] = str(fault.filename or path)
        code = UNCHECKED
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m workers.checks map",
        description="Draw where the traces of compression in a picture differ.",
        epilog="Exit codes: 0 maps were written, 2 usage, 3 could not be read or no map made.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="made if missing")
    parser.add_argument("--json", action="store_true", help="as without: always one JSON object")
    return parser


def _written(made: Maps, path: Path, folder: Path) -> dict[str, str]:
    if made.pictures:
        folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, png in made.pictures.items():
        target = folder / f"{path.stem}-{name}.png"
        target.write_bytes(png)
        files[name] = str(target)
    return files


def _row(made: Maps, files: dict[str, str]) -> dict[str, Any]:
    status = Status.DONE if files else Status.COULD_NOT_CHECK
    row: dict[str, Any] = {"status": status.value}
    if made.reason:
        row |= {"reason": made.reason, "text": reason_text(made.reason).en}
    return row | {
        "maps": files,
        "missing": made.missing,
        "findings": [asdict(finding) for finding in made.findings],
        "seconds": round(made.seconds, 3),
        "peak_mb": made.peak_bytes // MEBIBYTE,
    }
