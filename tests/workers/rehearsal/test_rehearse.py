"""Whole seasons, played by the command with its own processes; small ones."""

import subprocess
from pathlib import Path

import pytest

from tests.workers.rehearsal.playing import SMALL, ended, killed, rehearse
from workers.rehearsal.outcome import invariants

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


def test_a_small_season_comes_out_the_same_when_its_worker_is_killed(
    tmp_path: Path, home: Path, running: subprocess.Popen[str]
) -> None:
    killed(running, "workers.checks")
    killed(running, "workers.rehearsal.app")
    again = ended(running)
    assert running.returncode == 0, again
    assert again["restarts_of_parts"] >= 1
    assert again["jobs_given_up"] == []
    assert set(again["jobs"]) == {"done"}
    assert not list(home.glob("p2ham-gladi-*"))

    kept = tmp_path / "kept"
    code, first = rehearse(*SMALL, f"--keep={kept}")
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
    for name in ("plan", "received_digest", "ranking", "first", "applications", "fates"):
        assert again[name] == first[name], name
    _what_is_changed_in_its_bundle_is_told(kept / "bundle")


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
