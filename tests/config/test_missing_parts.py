"""A part that cannot be had is told loudly, and fails the run in CI."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_without_a_browser(tmp_path: Path, *options: str, **env: str) -> tuple[int, str]:
    """Run a test that wants a browser where no way leads to one."""
    (tmp_path / "conftest.py").write_text("from tests.support.browsing import browser")
    (tmp_path / "test_it.py").write_text("def test_it(browser): pass")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "CI", "CHROMIUM"))}
    given = {**clean, "PATH": str(tmp_path), **env}
    command = [sys.executable, "-m", "pytest", *options]
    ran = subprocess.run(
        [*command, f"--rootdir={ROOT}", "-c", ROOT / "pyproject.toml", tmp_path],
        env=given, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return ran.returncode, ran.stdout


def test_it_is_told_at_the_end_of_a_run_in_several_processes(tmp_path: Path) -> None:
    code, said = run_without_a_browser(tmp_path, "-n1")
    assert code == 0
    assert "NOT RUN ON REAL PARTS: browser" in said
    assert said.splitlines()[-1].strip("= ").startswith("1 skipped")


def test_it_fails_the_run_in_ci(tmp_path: Path) -> None:
    code, said = run_without_a_browser(tmp_path, CI="1")
    assert code == 1
    assert "NOT RUN ON REAL PARTS: browser" in said
