"""The detectors know neither the project nor its frameworks, and the web loads no parser."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FOREIGN = ("django", "celery", "kombu", "config", "record", "directory", "award", "verification")


def loaded(module: str) -> set[str]:
    """Return the top-level modules a fresh interpreter holds after importing one."""
    code = f"import {module}, sys; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


MODULES = sorted(
    f"workers.checks.{path.stem}"
    for path in (ROOT / "workers" / "checks").glob("*.py")
    if path.stem not in {"__init__", "__main__"}
)


def test_all_of_it_loads_nothing_of_the_project() -> None:
    assert loaded(", ".join(MODULES)).isdisjoint(FOREIGN)


@pytest.mark.parametrize("module", ["quick", "examine", "duplicates", "shell"])
def test_what_web_and_worker_import_loads_no_parser(module: str) -> None:
    parsers = {"PIL", "pillow_heif", "numpy", "pikepdf", "pypdfium2", "pyhanko", "puremagic"}
    assert loaded(f"workers.checks.{module}").isdisjoint(parsers)


def test_the_package_of_the_workers_stays_empty() -> None:
    assert (ROOT / "workers" / "__init__.py").read_text() == ""
