"""Measure what a season of a thousand units costs, on a PostgreSQL of its own, fsync on.

    python -m bench.load [--units N] [--only SUBJECT]... [--json FILE]

Prints one JSON object: the machine, and each subject's figures with the aim they are held against.
Each subject is a module of this folder with `main(options)`; all share one server, whose database
`bench.load.world` fills. Nothing is left behind. Exit code 1 where a subject failed.
"""

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support import environment
from tests.support.postgres import Postgres

SUBJECTS = (
    "start", "ledger", "arithmetic", "sharing", "closing", "season", "pages", "uploads", "checks",
    "rehearsal",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for and print the figures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--jurors", type=int, default=5)
    parser.add_argument("--past", type=int, default=5, help="seasons beside the one of the pages")
    parser.add_argument("--rehearsed", type=int, default=100, help="units of the rehearsal")
    parser.add_argument("--entries", type=int, default=100_000, help="rows of the ledger")
    parser.add_argument("--only", action="append", choices=SUBJECTS)
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args(arguments)
    server = Postgres(durable=True)
    with tempfile.TemporaryDirectory(prefix="p2ham-bench-") as folder:
        server.start()
        try:
            figures = _measure(options, server, Path(folder))
        finally:
            server.stop()
    text = json.dumps(figures, indent=2)
    print(text)
    if options.json:
        options.json.write_text(text + "\n")
    return int(any("failed" in each for each in figures["subjects"].values()))


def _measure(options: argparse.Namespace, server: Postgres, folder: Path) -> dict[str, Any]:
    os.environ |= {
        "DATABASE_URL": server.url,
        "EVIDENCE_STORE": f"file://{folder}/evidence",
        "P2HAM_VAR": str(folder / "var"),
    }
    environment.provide()
    _set_up()
    subjects: dict[str, Any] = {}
    for name in options.only or SUBJECTS:
        begun = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            subjects[name] = importlib.import_module(f"bench.load.{name}").main(options)
        except Exception as error:  # noqa: BLE001 - the other subjects are still measured
            traceback.print_exc()
            subjects[name] = {"failed": repr(error)}
        subjects[name]["seconds"] = round(time.monotonic() - begun, 1)
    return {"machine": machine(), "subjects": subjects}


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - settings are read when it is
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_instruments", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def machine() -> dict[str, Any]:
    """Cores, memory, Python and how busy the machine was when it began."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "memory_mib": pages >> 20,
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
