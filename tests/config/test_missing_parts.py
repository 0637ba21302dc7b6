"""A part that cannot be had is told loudly, and fails the run in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_without_a_browser(tmp_path: Path, *options: str, **env: str) -> tuple[int, str]:
    """Run a test that wants a browser where no way leads to one."""
    (tmp_path / "test_it.py").write_text("def test_it(browser): pass")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "CI", "CHROMIUM"))}
    given = {**clean, "PATH": str(tmp_path), **env}
    command = [sys.executable, "-m", "pytest", "-p", "tests.support.browsing", *options]
    ran = subprocess.run(
        [*command, f"--rootdir={ROOT}", "-c", ROOT / "pyproject.toml", tmp_path],
        env=given, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return ran.returncode, ran.stdout


@pytest.mark.parametrize("options", [[], ["-n1"]])
def test_it_is_told_at_the_end_of_the_run(tmp_path: Path, options: list[str]) -> None:
    code, said = run_without_a_browser(tmp_path, *options)
    assert code == 0
    assert "NOT RUN ON REAL PARTS: browser" in said
    assert said.splitlines()[-1].strip("= ").startswith("1 skipped")


@pytest.mark.parametrize("options", [[], ["-n1"]])
def test_it_fails_the_run_in_ci(tmp_path: Path, options: list[str]) -> None:
    code, said = run_without_a_browser(tmp_path, *options, CI="1")
    assert code == 1
    assert "NOT RUN ON REAL PARTS: browser" in said
