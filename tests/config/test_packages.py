"""What is installed, and what the locks say."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", ".ci/uv.lock"]


def test_the_state_machine_is_the_maintained_one_alone() -> None:
    assert packages_distributions()["django_fsm"] == ["django-fsm-2"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_hashes_everything(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    for package in packages:
        assert "==" in package
        assert "--hash=sha256:" in package


def test_what_runs_is_a_part_of_what_is_tested() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
