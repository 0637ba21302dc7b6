"""The two commands of the ministry's author."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from criteria.models import Instrument
from criteria.queries.instruments import published
from tests.criteria.documents import loaded, small, toml


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(toml(small()), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.toml"
    path.write_text(toml({**small(), "schema": 2, "judul": "x"}), encoding="utf-8")
    return path


def run(command: str, *arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_good_file(good: Path) -> None:
    out, err = run("check_instrument", good)
    assert out == (
        f"small.toml: benar. 4 indikator, 26 nilai sementara, SHA-256 {loaded(small()).digest}\n"
    )
    assert err == ""


def test_every_fault_of_every_file(good: Path, faulty: Path, tmp_path: Path) -> None:
    out, err = StringIO(), StringIO()
    files = [str(faulty), str(good), str(tmp_path / "nothing.toml")]
    with pytest.raises(CommandError, match="2 berkas belum benar"):
        call_command("check_instrument", *files, stdout=out, stderr=err)
    assert "small.toml: benar" in out.getvalue()
    assert err.getvalue().splitlines() == [
        "faulty.toml: schema: hanya versi 1 yang dikenal",
        "faulty.toml: judul: kunci tidak dikenal",
        "nothing.toml: tidak dapat dibuka: No such file or directory",
    ]


def test_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\x89PNG\xff")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("check_instrument", str(path), stderr=err)
    assert err.getvalue() == "picture.toml: bukan teks UTF-8\n"


@pytest.mark.django_db(transaction=True)
def test_shipped_instruments_are_published_once() -> None:
    run("load_instruments")
    out, _ = run("load_instruments")
    assert out.splitlines() == [
        "permenkumham-27-2018-rancangan-2020 versi 1: diterbitkan",
        "permenkumham-27-2018 versi 1: diterbitkan",
    ]
    assert published().count() == 2


@pytest.mark.django_db(transaction=True)
def test_draft_is_not_published(good: Path) -> None:
    out, _ = run("load_instruments", good, "--draft")
    assert out == "small versi 1: rancangan\n"
    assert Instrument.objects.get().published_at is None


@pytest.mark.django_db(transaction=True)
def test_changed_file_of_a_published_version_is_refused(good: Path) -> None:
    run("load_instruments", good)
    document = small()
    document["title"]["id"] = "lain"
    good.write_text(toml(document), encoding="utf-8")
    with pytest.raises(CommandError, match="sudah diterbitkan"):
        run("load_instruments", good)


@pytest.mark.django_db(transaction=True)
def test_faulty_file_is_refused(faulty: Path) -> None:
    with pytest.raises(CommandError, match=r"faulty\.toml: schema"):
        run("load_instruments", faulty)
