"""How long the demo takes to its first page, the first time and afterwards, and what it holds idle.

As `make demo` starts it, with the environment made: an empty folder first, then the same again.
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
READY = re.compile(r"Ready after ([\d.]+)")
LONGEST, IDLE = 180, 20  # seconds


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Start and stop twice; memory is the proportional share of every process."""
    del options
    with tempfile.TemporaryDirectory(prefix="p2ham-start-") as folder:
        first = _run(Path(folder), idle=0)
        again = _run(Path(folder), idle=IDLE)
    return {
        "first_page_seconds": {"figure": first["ready"], "aim": "< 60 with the environment made"},
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
        ready = _ready(demo, log)
        time.sleep(idle)
        mib = _mib(demo.pid)
    finally:
        begun = time.monotonic()
        demo.send_signal(signal.SIGINT)
        demo.wait()
    return {"ready": ready, "mib": mib, "stop": round(time.monotonic() - begun, 1)}


def _ready(demo: "subprocess.Popen[bytes]", log: Path) -> float:
    """The seconds that it says itself, once its pages answer."""
    for _ in range(LONGEST * 10):
        found = READY.search(log.read_text(errors="replace"))
        if found:
            return float(found[1].rstrip("."))
        if demo.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(log.read_text(errors="replace")[-2000:])


def _mib(pid: int) -> int:
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return int(sum(each.memory_full_info().pss for each in family)) >> 20
