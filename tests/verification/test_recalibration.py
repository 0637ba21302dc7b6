"""What decided findings say of the checks: shown beside the measured rates, and never written."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.verification.evidence.test_findings import say
from tests.verification.evidence.world import checked, make_application, make_team, photo
from verification.domain.recalibration import proposal, recalibrate
from verification.enums import Verdict
from verification.models import Finding, FindingDecision
from verification.queries.check_record import Part
from verification.queries.decided import Decided, decided_kinds
from verification.queries.field import Kind
from workers.checks import strengths
from workers.checks.duplicates import VERSIONS
from workers.checks.finding import Strength
from workers.checks.strengths import Measurement, read_measurements, written

KIND = Kind("pdf_active", 1, "active_content")
TODAY = date(2026, 11, 22)
LAB = Measurement(
    check="pdf_active",
    version=1,
    kinds=("active_content", "form_scripts"),
    basis="",
    strength=Strength(false_alarms=0, honest=106, hits=56, forged=58),
    set="labelled files",
    command="bench",
    measured=date(2026, 11, 1),
)


def field(real: int, dismissed: int, *, looked_at: int = 1_000, still_open: int = 0) -> Decided:
    return Decided(looked_at=looked_at, real=real, dismissed=dismissed, open=still_open)


def test_decisions_tell_false_alarms_and_not_hits() -> None:
    (row,) = recalibrate([LAB], {KIND: field(40, 12, still_open=8)})
    assert row.after == Strength(false_alarms=12, honest=952, hits=56, forged=58)
    text = "\n".join(row.lines())
    assert "before  honest 0/106 = 0.0000 (0.0000 to 0.0342); forged 56/58" in text
    assert "after   honest 12/952 = 0.0126" in text
    assert "real 40/52 = 0.7692 (0.6316 to 0.8747) of those settled; open 8" in text


def test_under_fifty_settled_files_nothing_is_proposed() -> None:
    (row,) = recalibrate([LAB], {KIND: field(40, 9)})
    assert row.after is None
    assert "49 settled files are too few" in "\n".join(row.lines())
    assert proposal([LAB], [row], TODAY) == [LAB]


def test_a_kind_without_figures_gets_those_of_the_field() -> None:
    kind = Kind("metadata", 1, "after_upload")
    (row,) = recalibrate([LAB], {kind: field(30, 30)})
    assert "before  not measured" in "\n".join(row.lines())
    kept, new = sorted(proposal([LAB], [row], TODAY), key=lambda one: one.check, reverse=True)
    assert kept == LAB
    assert new.strength == Strength(false_alarms=30, honest=970, hits=0, forged=0)


def test_pairs_are_shown_and_not_proposed() -> None:
    paired = Measurement(**{**vars(LAB), "strength": Strength(
        false_alarms=0, honest=2_775, hits=715, forged=720, unit="pair",
    )})  # fmt: skip
    (row,) = recalibrate([paired], {KIND: field(60, 5)})
    assert row.after is None
    assert "measured on pairs" in "\n".join(row.lines())


def test_the_proposal_splits_off_the_kind_that_changed_and_can_be_read() -> None:
    rows = recalibrate([LAB], {KIND: field(40, 12)})
    proposed = proposal([LAB], rows, TODAY)
    assert [one.kinds for one in proposed] == [("form_scripts",), ("active_content",)]
    assert "labelled files" in proposed[1].set
    assert list(read_measurements(written(proposed))) == proposed


@pytest.mark.django_db
def test_files_are_counted_by_what_was_last_decided() -> None:
    verdicts = [[Verdict.NO_ISSUE], [Verdict.ASK, Verdict.REPAIR], [Verdict.ASK], []]
    for seed, said in enumerate(verdicts):
        version = checked(make_application(), photo(seed))
        checked(make_application(), photo(seed))
        leader = make_team(version.item.application).leader
        for verdict in said:
            say(version.findings.get(), verdict, leader)
    found = decided_kinds(Part())
    assert found == {
        Kind("exact_duplicate", VERSIONS["exact_duplicate"], "exact_other_unit"): Decided(
            looked_at=8, real=1, dismissed=1, open=6
        )
    }


@pytest.mark.django_db
class TestCommand:
    def ran(self, *args: object) -> str:
        out = StringIO()
        call_command("recalibrate_checks", *args, stdout=out)
        return out.getvalue()

    def raise_one(self) -> None:
        checked(make_application(), photo(1))
        checked(make_application(), photo(1))

    def test_it_prints_before_and_after_and_what_it_cannot_say(self) -> None:
        self.raise_one()
        text = self.ran()
        version = VERSIONS["exact_duplicate"]
        assert f"exact_other_unit  (exact_duplicate, version {version})" in text
        assert "before  not measured" in text
        assert "A forgery that a check missed was put before nobody" in text

    def test_it_changes_nothing(self, tmp_path: Path) -> None:
        self.raise_one()
        data = Path(strengths.__file__).with_suffix(".toml")
        before = data.read_bytes(), Finding.objects.count(), FindingDecision.objects.count()
        self.ran("--out", tmp_path / "proposal.toml")
        assert (
            data.read_bytes(),
            Finding.objects.count(),
            FindingDecision.objects.count(),
        ) == before
        text = (tmp_path / "proposal.toml").read_text("utf-8")
        assert set(read_measurements(text)) == set(strengths.measurements())

    def test_it_overwrites_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "there.toml").write_text("mine")
        with pytest.raises(CommandError, match="there already"):
            self.ran("--out", tmp_path / "there.toml")
        assert (tmp_path / "there.toml").read_text() == "mine"

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="cannot be written"):
            self.ran("--out", tmp_path / "no" / "proposal.toml")

    def test_one_season(self) -> None:
        self.raise_one()
        assert "exact_other_unit" in self.ran("--season", "2026")
        with pytest.raises(CommandError, match="no season 1999"):
            self.ran("--season", "1999")
