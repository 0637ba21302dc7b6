"""What is broken at the end of a rehearsal is told, each thing by its own invariant."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from award.enums import State
from record.domain import queue
from record.enums import JobState
from record.models import Job
from record.store import get_store
from tests.verification.evidence.world import hand_in, make_application, photo, run_check
from verification.queries.receipts import Receipt
from workers.rehearsal.outcome import invariants
from workers.rehearsal.waiting import Stuck, until_done

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(settings: Settings, tmp_path: Path) -> Receipt:
    """A file in a store of its own, in which things may be broken."""
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    return hand_in(make_application(), photo(5))


def stored(receipt: Receipt) -> Path:
    """Where its bytes lie."""
    with get_store().open(receipt.sha256) as file:
        return Path(file.name)


def test_a_file_that_is_there_is_kept(receipt: Receipt) -> None:
    assert not list(invariants.files_kept([receipt]))
    assert not list(invariants.store_whole())


def test_a_file_that_was_deleted_is_told(receipt: Receipt) -> None:
    stored(receipt).unlink()
    assert list(invariants.files_kept([receipt])) == [
        f"{receipt.sha256}: acknowledged, and is not in the store"
    ]
    assert list(invariants.store_whole()) == [f"{receipt.sha256}: is missing"]


def test_a_file_with_other_bytes_is_told(receipt: Receipt) -> None:
    path = stored(receipt)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert list(invariants.files_kept([receipt])) == [
        f"{receipt.sha256}: is stored with other bytes"
    ]
    assert list(invariants.store_whole()) == [f"{receipt.sha256}: is damaged"]


def test_a_job_that_waits_and_a_file_nobody_looked_at_are_told(receipt: Receipt) -> None:
    lines = list(invariants.jobs_ended())
    assert any("check_evidence is queued" in line for line in lines)
    assert f"evidence {receipt.version.pk}: its checks are waiting" in lines
    run_check(receipt.version)
    Job.objects.update(state=JobState.DONE, finished_at=timezone.now())
    assert not list(invariants.jobs_ended())


def test_the_canary_is_no_open_job() -> None:
    queue.insert(kind="canary", subjects=["now"], version="1", queue="default")
    assert not list(invariants.jobs_ended())


def test_waiting_for_jobs_that_nobody_does_ends_with_a_word() -> None:
    queue.insert(kind="send_mail", subjects=["1"], version="1", queue="mail")
    with pytest.raises(Stuck, match="1 jobs are open"):
        until_done(lambda _words: None, patience=0.3)


def test_a_rank_that_was_decided_by_and_does_not_come_out_again_is_told() -> None:
    application = make_application(state=State.DRAFT)
    season = application.season
    assert not list(invariants.ranking_reproduced(season, {}))
    lines = list(invariants.ranking_reproduced(season, {str(application.pk): 1}))
    assert lines == [f"application {application.pk}: decided at rank None, computed 1"]


def test_an_award_without_a_certificate_is_told() -> None:
    application = make_application(state=State.AWARDED)
    lines = list(invariants.certificates_made(application.season))
    assert lines == [f"application {application.pk}: awarded, and has no certificate"]


def test_an_act_that_a_lapsed_decree_let_through_is_told() -> None:
    assert not invariants.lapsed_decree_refused([True, True])
    assert invariants.lapsed_decree_refused([True, False]) == [
        "1 acts under a lapsed decree went through"
    ]


def test_what_is_no_bundle_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 9}))
    [line] = invariants.verified(tmp_path)
    assert line.startswith("verify_season.py ended with 2")
