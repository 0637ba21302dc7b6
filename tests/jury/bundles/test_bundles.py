"""A season's bundle, and everything somebody could do to it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import verify_season
from award.enums import SeasonState
from award.models import Season
from record.domain import checkpoints
from record.domain.erasing import Why, erase_words
from record.domain.receipts import receipt_of
from record.models import LedgerEntry
from tests.directory.factories import make_region
from tests.jury.bundles import mutants
from tests.jury.bundles.mutants import Row
from workers.demo import seeding
from workers.demo.plans import Plan, Stop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ROOT = Path(verify_season.__file__).parent
# The demo's instrument has no modifiers on, its panels held no meeting; both have tests of their own.
FILLED = [table for table in verify_season.TABLES if table not in ("modifiers", "meetings")]
# Nothing in the ledger says these: they are shown beside it, and no number comes of them.
BESIDE = {
    "applications": {"name"},  # the code of the unit is what counts
}


def problems(folder: Path, **kept: list[Path]) -> list[str]:
    """What the verifier says, as a person outside with the right key would run it."""
    key = str(checkpoints.signer().verifier)
    report = verify_season.verify(
        folder, key, kept.get("checkpoints", []), kept.get("receipts", [])
    )
    return [f"{place}: {what}" for place, what in report.problems]


@pytest.fixture
def season(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Season:
    """Last year's season as the demo plays it, smaller; the other two without a unit."""
    make_region()
    call_command("load_instruments", verbosity=0)
    plans = {
        7: Plan(Stop.NOT_AWARDED, met=0),
        1: Plan(Stop.AWARDED, met=4, others=True),
        10: Plan(Stop.NOT_PASSED, met=0),
    }
    monkeypatch.setattr(seeding, "UNDECIDED", {11: Plan(Stop.SCORED, met=0)})
    monkeypatch.setattr(seeding, "LAST_YEAR", plans)
    monkeypatch.setattr(seeding, "THIS_YEAR", {18: Plan(Stop.SCORED, met=0)})
    seeding.fill()
    return Season.objects.get(state=SeasonState.PUBLISHED)


def test_a_bundle_fits_and_no_change_to_it_passes(season: Season, tmp_path: Path) -> None:
    """One season for all of it: to play one takes longest."""
    full, public = tmp_path / "full", tmp_path / "public"
    call_command("export_season", str(season.year), str(full), "--files", verbosity=0)
    call_command("export_season", str(season.year), str(public), "--edition=public", verbosity=0)
    _what_is_not_public_stays_inside(season, tmp_path)
    _runs_from_the_shell(full)
    assert problems(full) == problems(public) == []
    _public_edition_names_nobody(public, full)
    _receipts_and_checkpoints_of_people_outside(full, tmp_path)
    _no_flipped_value_passes(full, tmp_path)
    _no_row_can_be_dropped_doubled_or_swapped(full, tmp_path)
    _no_score_can_be_changed_with_its_digests(full, tmp_path)
    _no_file_can_be_replaced(full, tmp_path)
    _no_salt_is_missing_but_by_an_erasure(season, full, tmp_path)


def _runs_from_the_shell(folder: Path) -> None:
    command = [sys.executable, "-I", str(ROOT / "verify_season.py"), str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "everything fits")
    ran = subprocess.run([*command[:-1], "/nowhere"], capture_output=True, text=True, check=False)
    assert ran.returncode == 2


def _public_edition_names_nobody(public: Path, full: Path) -> None:
    text = "".join(path.read_text() for path in public.iterdir())
    for row in mutants.read(full, "decisions"):
        assert row["reasons"] not in text
        assert row["salt"] not in text
    for row in mutants.read(full, "evidence"):
        assert row["sha256"] not in text
    assert all("content" not in row for row in mutants.read(public, "sheets"))
    assert mutants.read(public, "results") == mutants.read(full, "results") != []


def _receipts_and_checkpoints_of_people_outside(folder: Path, tmp_path: Path) -> None:
    receipt, note = tmp_path / "receipt.txt", tmp_path / "checkpoint.txt"
    entry = LedgerEntry.objects.filter(kind="sheet_sealed").latest("seq")
    receipt.write_text(receipt_of(entry))
    note.write_text(mutants.read(folder, "checkpoints")[-1]["note"])
    assert problems(folder, receipts=[receipt], checkpoints=[note]) == []
    cut = _copy(folder, tmp_path)
    rows = mutants.read(cut, "ledger")[: entry.seq - 1]
    _with_ledger(cut, rows)
    mutants.write(cut, "checkpoints", [])
    found = problems(cut, receipts=[receipt], checkpoints=[note])
    assert any(line.startswith(str(receipt)) for line in found)
    assert any(line.startswith(str(note)) for line in found)


def _with_ledger(folder: Path, rows: list[Row]) -> None:
    """Write another ledger, with a manifest that names its size and root."""
    tree = verify_season.Tree()
    for row in rows:
        tree.add(bytes.fromhex(row["hash"]))
    mutants.write(folder, "ledger", rows)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["ledger"] = {"size": len(rows), "root": tree.root().hex()}
    path.write_text(json.dumps(manifest))
    mutants.sign(folder)


def _no_flipped_value_passes(folder: Path, tmp_path: Path) -> None:
    """Every value of the first and the last row of every table, one after the other."""
    passed = []
    for table in FILLED:
        rows = mutants.read(folder, table)
        assert rows, f"the season played has nothing in {table}"
        for number in {0, len(rows) - 1}:
            for path in mutants.places(rows[number]):
                for other in (mutants.flipped, mutants.of_another_kind):
                    changed = mutants.change_at(rows, number, path, other)
                    if not _caught(folder, tmp_path, table, changed):
                        passed.append((table, number, path))
    assert [each for each in passed if each[2][0] not in BESIDE.get(each[0], set())] == []


def _caught(folder: Path, tmp_path: Path, table: str, rows: list[Row]) -> bool:
    """Whether the change is seen, and its table named, though the manifest is signed anew."""
    bent = _copy(folder, tmp_path)
    mutants.write(bent, table, rows)
    mutants.sign(bent)
    return bool(problems(bent))


def _copy(folder: Path, tmp_path: Path) -> Path:
    bent = tmp_path / "bent"
    shutil.rmtree(bent, ignore_errors=True)
    shutil.copytree(folder, bent, copy_function=shutil.copyfile)
    return bent


def _no_row_can_be_dropped_doubled_or_swapped(folder: Path, tmp_path: Path) -> None:
    passed = []
    for table in FILLED:
        rows = mutants.read(folder, table)
        assert rows, f"the season played has nothing in {table}"
        changes: dict[str, list[Row]] = {"dropped": rows[1:], "emptied": []}
        if table in ("ledger", "checkpoints"):
            changes |= {"doubled": [rows[0], *rows], "swapped": [rows[1], rows[0], *rows[2:]]}
        passed += [
            (table, name)
            for name, changed in changes.items()
            if not _caught(folder, tmp_path, table, changed)
        ]
    # A checkpoint that is left out is missed by who kept it, and by nobody else.
    assert set(passed) <= {("checkpoints", "dropped"), ("checkpoints", "emptied")}


def _no_score_can_be_changed_with_its_digests(folder: Path, tmp_path: Path) -> None:
    """The sheet, its digest, the closing's root: all of it, as the operator could."""
    bent = _copy(folder, tmp_path)
    sheets, closings = mutants.read(bent, "sheets"), mutants.read(bent, "closings")
    content = json.loads(sheets[0]["content"])
    code = next(iter(content["scores"]))
    value = "tidak" if content["scores"][code]["value"] != "tidak" else "ada"
    content["scores"][code]["value"] = sheets[0]["values"][code] = value
    old, sheets[0]["content"] = sheets[0]["digest"], verify_season.canonical(content)
    sheets[0]["digest"] = verify_season.sha256(sheets[0]["content"].encode())
    for closing in closings:
        for each in closing["counted"]:
            each["digest"] = sheets[0]["digest"] if each["digest"] == old else each["digest"]
        digests = sorted(each["digest"] for each in closing["counted"])
        closing["root"] = verify_season.sha256("\n".join(digests).encode())
    mutants.write(bent, "sheets", sheets)
    mutants.write(bent, "closings", closings)
    mutants.sign(bent)
    found = "\n".join(problems(bent))
    assert f"sheets.jsonl:{sheets[0]['id']} 1: digest is" in found
    assert "the ledger has another root" in found
    assert "recomputed" in found


def _no_file_can_be_replaced(folder: Path, tmp_path: Path) -> None:
    changes: dict[str, Callable[[Path], object]] = {
        "has other bytes": lambda path: path.write_bytes(b"another photograph"),
        "is missing": lambda path: path.unlink(),
    }
    for said, change in changes.items():
        bent = _copy(folder, tmp_path)
        path = next(each for each in (bent / "files").rglob("*") if each.is_file())
        change(path)
        mutants.sign(bent)
        assert any(said in line and path.name in line for line in problems(bent))
    bent = _copy(folder, tmp_path)
    (bent / "beside.txt").write_text("x")
    assert problems(bent) == ["beside.txt: is not in the manifest"]


def _no_salt_is_missing_but_by_an_erasure(season: Season, folder: Path, tmp_path: Path) -> None:
    """Words that cannot be shown were erased, and then the ledger says so."""
    decisions = mutants.read(folder, "decisions")
    hidden = [{**row, "salt": "", "reasons": "[dihapus]"} for row in decisions]
    assert _caught(folder, tmp_path, "decisions", hidden)
    sheets = mutants.read(folder, "sheets")
    assert any(row["comments"] for row in sheets), "the season has comments"
    assert _caught(folder, tmp_path, "sheets", [{**row, "comments": {}} for row in sheets])
    erased = tmp_path / "erased"
    entry = LedgerEntry.objects.filter(kind="decided", body__contains='"reasons"').first()
    assert entry is not None
    erase_words(seq=entry.seq, why=Why.ASKED, actor="system")
    call_command("export_season", str(season.year), str(erased), verbosity=0)
    assert problems(erased) == []
    assert sum(row["salt"] == "" for row in mutants.read(erased, "decisions")) == 1


def _what_is_not_public_stays_inside(season: Season, tmp_path: Path) -> None:
    running = Season.objects.exclude(pk=season.pk).latest("year")
    with pytest.raises(CommandError, match="belum diumumkan"):
        call_command("export_season", str(running.year), str(tmp_path / "b"), "--edition=public")
    with pytest.raises(CommandError, match="there is no season"):
        call_command("export_season", "1999", str(tmp_path / "b"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_season", str(season.year), str(tmp_path))
