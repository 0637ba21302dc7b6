"""The checks from the shell: one row or one JSON object a file, compared with those before it.

`compare A B` as the first words compares two pictures instead (pairs/shell.py), `map FILE --out DIR`
draws heat maps of one (maps/shell.py), `bank` and `search` keep and ask a bank of pictures
(bank/shell.py); a file of such a name is given as ./compare.

Exit codes: 0 every file was checked and nothing was found; 1 something of low severity or higher
was found; 2 wrong usage; 3 a file or a check could not be checked (whatever else was found).
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from workers.checks.context import MEBIBYTE, Context
from workers.checks.duplicates import Known, Prover, duplicates, inner_duplicates
from workers.checks.examine import Report, examine
from workers.checks.finding import Outcome, Severity, Status, worst_of
from workers.checks.pairs.compare import Compare, Compared, compare_many
from workers.checks.pairs.shell import main as compare_two
from workers.checks.texts.bank import Memory
from workers.checks.texts.copies import KnownText, not_compared
from workers.checks.texts.words import Words

FOUND, USAGE, UNCHECKED = 1, 2, 3


def _bank(arguments: Sequence[str]) -> int:
    """Loaded when it is asked for: the bank needs numbers, which the checks' own shell does not."""
    from workers.checks.bank.shell import store  # noqa: PLC0415

    return store(arguments)


def _search(arguments: Sequence[str]) -> int:
    from workers.checks.bank.shell import search  # noqa: PLC0415

    return search(arguments)


def _map(arguments: Sequence[str]) -> int:
    from workers.checks.maps.shell import main as draw_maps  # noqa: PLC0415

    return draw_maps(arguments)


_OTHERS = {"compare": compare_two, "map": _map, "bank": _bank, "search": _search}


def main(arguments: Sequence[str]) -> int:
    """Check the files named in the arguments; returns the exit code."""
    if arguments and arguments[0] in _OTHERS:
        return _OTHERS[arguments[0]](arguments[1:])
    options = _parser().parse_args(arguments)
    show = _show_json if options.json else _show_row
    worst = 0
    for row in _rows(options):
        sys.stdout.write(show(row) + "\n")
        sys.stdout.flush()
        worst = max(worst, row["exit"])
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m workers.checks",
        description="Check evidence files. Each file is compared with those before it.",
        epilog="Exit codes: 0 nothing found, 1 something found, 2 usage, 3 could not be checked. "
        "Two pictures with each other: compare A B [--json]; heat maps: map FILE --out DIR; a bank of "
        "pictures: bank --into DIR FILE..., search --bank DIR QUERY... [--json]; each has its own "
        "--help.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--season-start", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--season-end", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--lat", type=float, help="latitude of the unit in degrees")
    parser.add_argument("--lon", type=float, help="longitude of the unit in degrees")
    parser.add_argument("--time-zone", default="", metavar="ZONE", help="as Asia/Makassar")
    parser.add_argument("--letter-number", default="", help="the number the letter should bear")
    parser.add_argument("--letter-date", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument(
        "--clamd", default="", metavar="URL", help="tcp://host:port or unix:///path of clamd"
    )
    return parser


def _rows(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Examine one file after the other; one that cannot be read is a row of its own."""
    before: list[Known] = []
    texts = Memory()
    paths: dict[str, Path] = {}
    for path in options.files:
        context = Context(
            name=path.name,
            season_start=options.season_start,
            season_end=options.season_end,
            latitude=options.lat,
            longitude=options.lon,
            time_zone=options.time_zone,
            letter_number=options.letter_number,
            letter_date=options.letter_date,
            clamd_url=options.clamd,
        )
        try:
            report = examine(path, context)
        except OSError as fault:
            yield _unread(path, fault)
            continue
        own = _known(f"{len(paths) + 1}:{path}", report)
        prove = partial(_proven, path, paths)
        inner = _inner(own, report)
        inside = inner_duplicates(inner, before, partial(_prover_inside, path, paths))
        compared = (*duplicates(own, before, prove), inside, _copies(own, report, texts))
        yield _row(path, report, (*report.outcomes, *compared), context)
        before += [own, *inner]
        paths[own.reference] = path


def _prover_inside(path: Path, paths: dict[str, Path], own: Known) -> Prover:
    return partial(_proven, path, paths, part=own.part)


def _inner(own: Known, report: Report) -> list[Known]:
    """The pictures inside a document, each to be compared by itself."""
    return [
        replace(own, fingerprint=one.fingerprint, part=one.part, page=one.page)
        for one in report.embedded
    ]


def _proven(
    path: Path, paths: dict[str, Path], others: Sequence[Known], part: str = ""
) -> list[Compared]:
    """Compare the pixels with those of earlier files, any of which may be gone by now."""
    asked = [Compare(paths[other.reference], other.part) for other in others]
    try:
        return compare_many(Compare(path, part), asked)
    except OSError:
        return [Compared(pair=None, reason="fault")] * len(asked)


def _copies(own: Known, report: Report, before: Memory) -> Outcome:
    """Compare the text of a file with those of the files before it, and keep it for the next."""
    if not report.text:
        return not_compared(report.text_status, report.text_reason or "fault")
    text = KnownText(known=own, words=Words(report.text))
    outcome = before.compare(text)
    before.add(text)
    return outcome


def _known(reference: str, report: Report) -> Known:
    """Files given together count as one application: of units and seasons the shell knows none."""
    return Known(
        reference=reference,
        sha256=report.sha256,
        application="",
        unit="",
        season="",
        fingerprint=report.fingerprint,
        reason=report.fingerprint_reason,
    )


def _unread(path: Path, fault: OSError) -> dict[str, Any]:
    return {
        "path": str(path),
        "status": Status.COULD_NOT_CHECK.value,
        "error": fault.strerror or str(fault),
        "exit": UNCHECKED,
    }


def _row(
    path: Path, report: Report, outcomes: tuple[Outcome, ...], context: Context
) -> dict[str, Any]:
    unchecked = any(outcome.status is Status.COULD_NOT_CHECK for outcome in outcomes)
    worst = worst_of(outcomes)
    found = worst is not None and worst is not Severity.INFO
    return {
        "path": str(path),
        "sha256": report.sha256,
        "kind": report.kind.code if report.kind else None,
        "status": Status.COULD_NOT_CHECK.value if unchecked else Status.DONE.value,
        "worst": worst.value if worst else None,
        "seconds": round(report.seconds, 3),
        "peak_mb": report.peak_bytes // MEBIBYTE,
        "parameters": context.parameters(),
        "checks": [asdict(outcome) for outcome in outcomes],
        "exit": UNCHECKED if unchecked else FOUND * found,
    }


def _show_json(row: dict[str, Any]) -> str:
    return json.dumps({key: row[key] for key in row if key != "exit"}, ensure_ascii=False)


def _show_row(row: dict[str, Any]) -> str:
    """Show one file: a line of its own and one for each finding or reason."""
    if "error" in row:
        return f"{'unread':<8} {row['path']}: {row['error']}"
    cost = f"{row['seconds']:.2f} s  {row['peak_mb']} MB"
    lines = [f"{row['worst'] or 'ok':<8} {row['path']}  {row['kind'] or '?'}  {cost}"]
    for outcome in row["checks"]:
        if outcome["status"] == Status.COULD_NOT_CHECK:
            lines.append(f"         {outcome['check']}: could not check ({outcome['reason']})")
        lines += [
            f"         {outcome['check']}: {finding['severity']} {finding['kind']}: "
            f"{finding['explanation']['en']}"
            for finding in outcome["findings"]
        ]
    return "\n".join(lines)
