"""Whole seasons, played by the command with its own processes; small ones."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ROOT
from workers.rehearsal.outcome import invariants

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


def rehearse(*words: str) -> tuple[int, dict[str, Any]]:
    """Its exit code and its figures, run without any setting of an installation."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "rehearse", "--workers=2", *words],
        env={"PATH": os.environ["PATH"]}, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return ran.returncode, json.loads(ran.stdout.splitlines()[-1])


def test_a_small_season_goes_all_the_way_twice_the_same(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    size = ("--units=4", "--files=2", "--jurors=3", "--seed=5")
    code, first = rehearse(*size, f"--keep={kept}")
    assert code == 0, first
    assert first["faults"] == {}
    assert all(first["invariants"].values())
    assert set(first["jobs"]) == {"done"}
    assert first["applications"].keys() <= {"awarded", "not_awarded", "disqualified"}
    assert first["applications"]["awarded"] >= 1
    forgeries = first["forgeries"]
    assert forgeries["planted"] == forgeries["found"] + forgeries["missed"] > 0
    assert first["acts_refused_under_lapsed_decree"] > 0
    assert first["ledger_entries"] > 100
    assert first["peak_memory_mib"]["together"] > 100
    _what_is_changed_in_its_bundle_is_told(kept / "bundle")
    code, again = rehearse(*size)
    assert code == 0
    for name in ("plan", "received_digest", "ranking", "first", "applications", "fates"):
        assert again[name] == first[name], name


def _what_is_changed_in_its_bundle_is_told(bundle: Path) -> None:
    assert invariants.verified(bundle) == []
    ledger = bundle / "ledger.jsonl"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("application_moved", "application_mowed", 1), encoding="utf-8")
    assert any(line.startswith("ledger.jsonl:") for line in invariants.verified(bundle))


def test_a_season_of_twenty_has_everything_that_may_befall_a_unit() -> None:
    code, figures = rehearse("--units=20", "--files=1", "--seed=2")
    assert code == 0, figures
    assert figures["faults"] == {}
    assert {"lapsed", "withdrawn", "not_passed", "disqualified"} < figures["applications"].keys()
    assert len(figures["fates"]) == 11
