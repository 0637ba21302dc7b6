"""How long the demo takes to its first page, the first time and afterwards, and what it holds idle.

As `make demo` starts it, with the environment made: an empty folder first, then the same again. The
first time pages answer while the seasons are still played; then the accounts follow.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PAGE, READY = "The first page is at", re.compile(r"Ready after ([\d.]+)")
LONGEST, IDLE = 300, 20  # seconds


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Start and stop twice; memory is the proportional share of every process."""
    del options
    with tempfile.TemporaryDirectory(prefix="p2ham-start-") as folder:
        first = _run(Path(folder), idle=0)
        again = _run(Path(folder), idle=IDLE)
    return {
        "first_page_seconds": {"figure": first["page"], "aim": "< 60 with making the environment"},
        "seasons_played_seconds": first["ready"],
        "afterwards_seconds": {"figure": again["ready"], "aim": "< 8"},
        "stop_seconds": again["stop"],
        "idle_mib": {"figure": again["mib"], "aim": "< 500"},
    }


def _run(folder: Path, *, idle: float) -> dict[str, Any]:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "P2HAM_VAR": str(folder / "var"),
        "P2HAM_PORT": str(free_port()),
    }
    log = folder / "log"
    with log.open("w") as out:
        demo = subprocess.Popen(
            [sys.executable, "-m", "workers.supervisor"], env=env, cwd=ROOT, stdout=out, stderr=out
        )
    try:
        begun = time.monotonic()
        page = ready = 0.0
        while not ready:
            said = _said(demo, log, begun)
            page = page or (PAGE in said and round(time.monotonic() - begun, 1))
            ready = float(found[1].rstrip(".")) if (found := READY.search(said)) else 0.0
        time.sleep(idle)
        mib = _mib(demo.pid)
    finally:
        begun = time.monotonic()
        demo.send_signal(signal.SIGINT)
        demo.wait()
    return {
        "page": page or ready,
        "ready": ready,
        "mib": mib,
        "stop": round(time.monotonic() - begun, 1),
    }


def _said(demo: "subprocess.Popen[bytes]", log: Path, begun: float) -> str:
    """What it has said a moment later. Raises RuntimeError where it ended or takes too long."""
    time.sleep(0.1)
    said = log.read_text(errors="replace")
    if demo.poll() is not None or time.monotonic() - begun > LONGEST:
        raise RuntimeError(said[-2000:])
    return said


def _mib(pid: int) -> int:
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return int(sum(each.memory_full_info().pss for each in family)) >> 20
