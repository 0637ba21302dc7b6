"""The bank from the shell: `bank --into DIR FILE…` and `search --bank DIR QUERY… [--json]`.

Exit codes of `bank`: 0 every file was added, or is no picture; 2 wrong usage; 3 a file or the bank
could not be read or written. Of `search`: 0 no stored picture shares pixels with a query; 1 one
does; 2 wrong usage; 3 a query, a candidate or the bank could not be read.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workers.checks.bank.bank import Bank, Candidate, entry
from workers.checks.bank.describing import describe_file
from workers.checks.bank.segment import BankDamagedError
from workers.checks.explanations import reason_text
from workers.checks.finding import CannotCheck, Status
from workers.checks.pairs.compare import Compare, Compared, compare_many

FOUND, UNCHECKED = 1, 3
_AT_ONCE = 100
_MOST = 6
_GONE = "The stored picture is no longer where it was."


def store(arguments: Sequence[str]) -> int:
    """Add the pictures named in the arguments to a bank; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m workers.checks bank",
        description="Store what is needed to find pictures again; their paths are kept.",
        epilog="Exit codes: 0 added, 2 usage, 3 something could not be read or written. "
        "Files that are no pictures are passed over.",
    )
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    return _each(_stored(Bank(options.into), options.files), as_json=options.json)


def search(arguments: Sequence[str]) -> int:
    """Search a bank for the pictures named in the arguments; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m workers.checks search",
        description="Find stored pictures that a picture is a copy or a part of, mirrored too.",
        epilog="Exit codes: 0 nothing shares pixels, 1 something does, 2 usage, "
        "3 something could not be read. Candidates are compared with their files where these lie.",
    )
    parser.add_argument("--bank", type=Path, required=True, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object a query")
    parser.add_argument("--most", type=int, default=_MOST, help="candidates a query (%(default)s)")
    parser.add_argument("queries", nargs="+", type=Path, metavar="QUERY")
    options = parser.parse_args(arguments)
    if not options.bank.is_dir():
        parser.error(f"no bank at {options.bank}")
    rows = (_searched(Bank(options.bank), path, options.most) for path in options.queries)
    return _each(rows, as_json=options.json)


def _each(rows: Iterator[dict[str, Any]], *, as_json: bool) -> int:
    worst = 0
    for row in rows:
        worst = max(worst, row.pop("exit"))
        shown = json.dumps(row, ensure_ascii=False) if as_json else _shown(row)
        sys.stdout.write(shown + "\n")
        sys.stdout.flush()
    return worst


def _stored(bank: Bank, files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Describe some files, store them together, and tell of each; the bank may fail as a whole."""
    for begin in range(0, len(files), _AT_ONCE):
        rows, entries = [], []
        for path in files[begin : begin + _AT_ONCE]:
            try:
                described = describe_file(path)
            except CannotCheck as unread:
                rows.append(_refused(path, unread, fatal=unread.reason != "other_kind"))
            except OSError as fault:
                rows.append(_unread(path, fault))
            else:
                entries.append(entry(str(path.resolve()), described))
                rows.append({"path": str(path), "status": Status.DONE.value, "exit": 0})
        try:
            with bank.writing() as writing:
                writing.add(entries)
        except (OSError, BankDamagedError) as fault:
            yield _unread(bank.folder.path, fault)
            return
        yield from rows


def _searched(bank: Bank, path: Path, most: int) -> dict[str, Any]:
    try:
        described = describe_file(path)
        begun = time.process_time()
        candidates = bank.search(described, most)
        seconds = time.process_time() - begun
        stored = [Path(candidate.reference) for candidate in candidates]
        compared = compare_many(Compare(path), map(Compare, stored))
    except CannotCheck as unread:
        return _refused(path, unread, fatal=True)
    except (OSError, BankDamagedError) as fault:
        return _unread(path, fault)
    found = [_row(*one) for one in zip(candidates, compared, strict=True)]
    unproven = any(row["relation"] is None for row in found)
    same = any(row["same_pixels"] for row in found)
    return {
        "path": str(path),
        "status": Status.COULD_NOT_CHECK.value if unproven else Status.DONE.value,
        "pictures": len(bank),
        "search_seconds": round(seconds, 4),
        "candidates": found,
        "exit": UNCHECKED if unproven else FOUND * same,
    }


def _row(candidate: Candidate, compared: Compared) -> dict[str, Any]:
    """A candidate with what its pixels say, if its file is still where it was."""
    row: dict[str, Any] = {
        "path": candidate.reference,
        "bits": candidate.bits,
        "turn": candidate.turn,
        "places": candidate.places,
        "mirrored": candidate.mirrored,
        "relation": None,
        "same_pixels": False,
    }
    if compared.pair is None:
        gone = not Path(candidate.reference).exists()
        return row | {"error": _GONE if gone else reason_text(compared.reason).en}
    pair = compared.pair
    return row | {
        "relation": pair.relation.value,
        "same_pixels": pair.relation.same_pixels,
        "mirrored": pair.mirrored,
        "regions": {"query": pair.first, "stored": pair.second},
        "shares": {"query": round(pair.first_share, 4), "stored": round(pair.second_share, 4)},
    }


def _refused(path: Path, unread: CannotCheck, *, fatal: bool) -> dict[str, Any]:
    return {
        "path": str(path),
        "status": (Status.COULD_NOT_CHECK if fatal else Status.SKIPPED).value,
        "reason": unread.reason,
        "error": reason_text(unread.reason).en,
        "exit": UNCHECKED if fatal else 0,
    }


def _unread(path: Path, fault: Exception) -> dict[str, Any]:
    words = fault.strerror if isinstance(fault, OSError) else None
    return {
        "path": str(path),
        "status": Status.COULD_NOT_CHECK.value,
        "error": words or str(fault),
        "exit": UNCHECKED,
    }


def _shown(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['status']}  {row['path']}: {row['error']}"
    found = row.get("candidates", [])
    lines = [f"{row['status']}  {row['path']}"]
    for one in found:
        near = "" if one["bits"] is None else f"  {one['bits']} bits"
        said = one["relation"] or f"not compared: {one['error']}"
        lines.append(f"    {said}  {one['path']}  {one['places']} places{near}")
    return "\n".join(lines)
