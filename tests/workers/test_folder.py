from pathlib import Path

import pytest

from workers.supervisor import broker
from workers.supervisor.folder import DataFolder, InUse


def test_it_is_private(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "var")
    assert folder.path.stat().st_mode & 0o777 == 0o700
    key = folder.secret_key()
    assert (folder.path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len(key) >= 50
    assert DataFolder(tmp_path / "var").secret_key() == key


def test_it_has_one_owner(tmp_path: Path) -> None:
    DataFolder(tmp_path).take()
    with pytest.raises(InUse):
        DataFolder(tmp_path).take()


def test_it_is_prepared_only_while_its_data_are_there(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.note_prepared_for("v1")
    assert folder.prepared_for() == ""
    (tmp_path / "p2ham.sqlite3").touch()
    assert folder.prepared_for() == "v1"


def test_half_made_seasons_are_forgotten_and_whole_ones_are_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    (tmp_path / "p2ham.sqlite3").touch()
    (tmp_path / "evidence/x").touch()
    folder.note_seeding()
    assert folder.seeding
    folder.forget()
    assert not (tmp_path / "p2ham.sqlite3").exists()
    assert list((tmp_path / "evidence").iterdir()) == []
    folder.note_seeding()
    folder.note_seeded()
    assert folder.seeded
    assert not folder.seeding


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.supervisor.folder.LONGEST_LOG", 3)
    folder = DataFolder(tmp_path)
    folder.log("web").write_text("long")
    assert not folder.log("web").exists()
    assert (tmp_path / "log/web.old.log").read_text() == "long"


def test_a_socket_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="107 bytes"):
        broker.command(tmp_path / ("x" * 108), data=tmp_path)
