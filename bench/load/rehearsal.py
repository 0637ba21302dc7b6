"""A whole season played by `manage.py rehearse`: its figures, as it prints them."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILES, JURORS, SEED = 54, 3, 1


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Play it with an empty environment, so that nothing of this run's world is near it.

    `failed` says what broke it, or which invariants do not hold.
    """
    size = {"units": options.rehearsed, "files": FILES, "jurors": JURORS, "seed": SEED}
    words = [word for name, value in size.items() for word in (f"--{name}", str(value))]
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    done = subprocess.run(
        [sys.executable, "manage.py", "rehearse", *words],
        env=env, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if not done.stdout:
        raise RuntimeError(f"exit code {done.returncode} and no figures")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if done.returncode:
        figures.setdefault("failed", [k for k, held in figures["invariants"].items() if not held])
    return figures
