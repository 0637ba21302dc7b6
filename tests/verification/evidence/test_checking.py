"""The background looks at a file once, and what it finds is there for people to judge."""

import io
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.utils import timezone
from PIL import Image

from award.enums import State
from directory.actors import Actor
from record.domain import jobs
from record.enums import JobState
from record.errors import LostLease, NotStored, StoreUnavailable
from record.models import Job, Notice
from record.queries.ledger import entries_about
from record.store import get_store
from tests.verification.evidence.clamd import clamd_that_knows
from tests.verification.evidence.stores import SILENT
from tests.verification.evidence.world import (
    checked,
    encoded,
    hand_in,
    head_of,
    make_application,
    make_season,
    make_team,
    pdf,
    photo,
    put_in,
    run_check,
)
from verification.domain import proofs
from verification.domain.checking import check, look
from verification.domain.evidence import remove
from verification.enums import CheckState
from verification.models import Checking, CheckResult, EvidenceVersion, Finding, Fingerprint
from workers.tasks import run_job

pytestmark = pytest.mark.django_db


def test_an_honest_photo_is_checked_and_gets_previews() -> None:
    version = checked(make_application(), photo(1))
    assert version.checking.state == CheckState.DONE
    assert {p.name for p in version.previews.all()} == {"preview", "thumbnail"}
    for preview in version.previews.select_related("blob"):
        with get_store().open(preview.blob_id) as stored:
            assert stored.read(12)[8:] == b"WEBP"
    assert len(version.fingerprints.get().dihedral) == 512
    assert {r.check_name for r in version.results.all()} >= {"content", "metadata", "antivirus"}
    assert version.results.get(check_name="content").parameters["season_start"] == "2026-01-01"


def test_the_job_ends_with_the_result_and_an_entry_in_the_ledger() -> None:
    version = hand_in(make_application(), photo(1)).version
    assert run_check(version).state == JobState.DONE
    entries = list(entries_about(f"evidence:{version.pk}").values_list("kind", flat=True))
    assert entries == ["evidence_received", "evidence_checked"]


def test_a_document_is_checked_too() -> None:
    version = checked(make_application(), pdf(), name="surat.pdf")
    assert version.checking.state == CheckState.DONE
    assert not version.fingerprints.exists()
    assert version.previews.count() == 2


def test_a_truncated_photo_cannot_be_checked_and_says_why() -> None:
    version = checked(make_application(), photo(1)[:9000])
    assert version.checking.state == CheckState.UNCHECKED
    assert version.checking.reason
    assert version.findings.filter(kind="damaged").exists()


@pytest.mark.parametrize("name", ["exploit.pdf", "foto.jpg"])
def test_hostile_bytes_end_in_a_state_people_see(name: str) -> None:
    data = (b"%PDF-1.7\n" if name.endswith("pdf") else photo()[:300]) + b"\xff\x00" * 5000
    version = checked(make_application(), data, name=name)
    assert version.checking.state in {CheckState.UNCHECKED, CheckState.FLAGGED}


def pairs() -> list[tuple[EvidenceVersion, EvidenceVersion | None, str, str]]:
    rows = Finding.objects.order_by("at", "kind").select_related("version", "other")
    return [(f.version, f.other, f.kind, f.severity) for f in rows]


def test_the_same_photo_in_two_units_is_a_question_about_both() -> None:
    one = checked(make_application(), photo(1))
    two = checked(make_application(), photo(1))
    assert pairs() == [
        (two, one, "exact_other_unit", "high"),
        (one, two, "exact_other_unit", "high"),
    ]
    states = Checking.objects.values_list("state", flat=True)
    assert set(states) == {CheckState.FLAGGED}


def turned(seed: int) -> bytes:
    """The picture of that seed, turned, made smaller and saved at a lower quality."""
    picture = Image.open(io.BytesIO(photo(seed))).rotate(90, expand=True)
    return encoded(picture.resize((360, 480)), quality=60)


def test_a_turned_and_shrunken_copy_of_another_unit_s_photo_is_found() -> None:
    one = checked(make_application(), photo(1))
    for seed in range(2, 6):
        checked(make_application(), photo(seed))
    two = checked(make_application(), turned(1))
    assert {(v, o, kind) for v, o, kind, _ in pairs()} == {
        (two, one, "near_other_unit"),
        (one, two, "near_other_unit"),
    }
    finding = two.findings.get()
    assert finding.strength is not None
    assert finding.strength["honest"] > 1000
    assert finding.severity == "high"
    assert finding.facts["bits"] <= 31
    assert finding.facts["relation"] == "near_duplicate"


def test_the_matched_regions_are_told_in_both_files() -> None:
    one = checked(make_application(), photo(1))
    two = checked(make_application(), turned(1))
    own, theirs = two.findings.get().region, one.findings.get().region
    assert own is not None
    assert theirs is not None
    assert (own["other"], theirs["other"]) == (str(one.pk), str(two.pk))
    assert own["polygon"] == theirs["other_polygon"]
    assert own["other_polygon"] == theirs["polygon"]
    assert max(x for x, _ in own["polygon"]) <= 360
    assert 600 < max(x for x, _ in theirs["polygon"]) <= 640


def test_a_near_copy_in_the_same_application_is_one_question() -> None:
    application = make_application()
    one = checked(application, photo(1))
    two = checked(application, turned(1))
    assert pairs() == [(two, one, "near_same_application", "high")]


class Lost:
    """A store that has lost every file."""

    def open(self, sha256: str) -> BinaryIO:
        raise NotStored(sha256)


def test_a_twin_missing_from_the_store_leaves_a_question_of_medium(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application = make_application()
    one = checked(application, photo(1))
    monkeypatch.setattr(proofs, "get_store", Lost)
    two = checked(application, turned(1))
    assert pairs() == [(two, one, "near_same_application", "medium")]
    assert two.findings.get().facts["not_compared"] == "fault"


def test_last_year_s_photo_of_the_same_unit() -> None:
    before = make_application(make_season(2025))
    one = checked(before, photo(1))
    now = make_application(make_season(2026), unit=before.unit)
    two = checked(now, photo(1))
    assert pairs() == [(two, one, "exact_other_season", "high")]


def test_an_earlier_version_of_the_same_file_and_a_removed_one_are_no_twins() -> None:
    application = make_application()
    first = checked(application, photo(1))
    checked(application, turned(1), replaces=first.item_id)
    gone = checked(application, photo(2))
    remove(item_id=gone.item_id, by=Actor(head_of(application)))
    checked(application, photo(2))
    assert pairs() == []


def test_a_poster_that_hangs_everywhere_asks_a_few_questions_only() -> None:
    for _ in range(6):
        checked(make_application(), photo(1))
    per_file = {version.pk: version.findings.count() for version in EvidenceVersion.objects.all()}
    assert max(per_file.values()) <= 3
    assert min(per_file.values()) >= 1


def test_two_files_checked_at_the_same_time_find_each_other_once() -> None:
    """Each looks before either has written, as two workers do."""
    one = hand_in(make_application(), photo(1)).version
    two = hand_in(make_application(), turned(1)).version
    claimed = [claim_of(version) for version in (one, two)]
    for version, job in zip((one, two), claimed, strict=True):
        fresh = EvidenceVersion.objects.select_related(
            "item__application__unit", "item__application__season__instrument"
        ).get(pk=version.pk)
        look(fresh)
        assert job is not None
    for job in claimed:
        check(job)
    assert len(pairs()) == 2


def claim_of(version: EvidenceVersion, owner: str = "test") -> Job:
    job = Job.objects.get(kind="check_evidence", subject=str(version.pk))
    claimed = jobs.claim(job.pk, owner=owner)
    assert claimed is not None
    return claimed


def test_delivered_five_times_there_is_one_result() -> None:
    version = hand_in(make_application(), photo(1)).version
    job = claim_of(version)
    check(job)
    rows = (CheckResult.objects.count(), Fingerprint.objects.count(), version.previews.count())
    for number in range(4):
        assert jobs.claim(job.pk, owner=f"again-{number}") is None
        check(job)
    assert rows == (
        CheckResult.objects.count(),
        Fingerprint.objects.count(),
        version.previews.count(),
    )
    kinds = entries_about(f"evidence:{version.pk}").filter(kind="evidence_checked")
    assert kinds.count() == 1


def test_a_run_that_was_replaced_writes_nothing() -> None:
    version = hand_in(make_application(), photo(1)).version
    late = claim_of(version, "late")
    Job.objects.filter(pk=late.pk).update(lease_until=timezone.now())
    check(claim_of(version, "quick"))
    before = CheckResult.objects.count()
    Checking.objects.update(state=CheckState.RUNNING)
    with pytest.raises(LostLease):
        check(late)
    assert CheckResult.objects.count() == before


def test_a_store_that_is_away_leaves_the_file_to_be_checked_later(settings: Any) -> None:
    version = hand_in(make_application(), photo(1)).version
    job = claim_of(version)
    kept, settings.EVIDENCE_STORE = settings.EVIDENCE_STORE, SILENT
    with pytest.raises(StoreUnavailable):
        check(job)
    jobs.postpone(job, error="store")
    settings.EVIDENCE_STORE = kept
    assert Checking.objects.get().state == CheckState.RUNNING
    run_check(version)
    assert Checking.objects.get().state == CheckState.DONE


def test_a_file_that_the_store_never_gives_out_can_be_set_aside_in_the_end(settings: Any) -> None:
    version = hand_in(make_application(), photo(1)).version
    settings.EVIDENCE_STORE = SILENT
    Job.objects.update(tries=jobs.PATIENCE // jobs.SILENCE)
    run_job.apply((str(Job.objects.get(kind="check_evidence").pk),), throw=True)
    checking = Checking.objects.get(pk=version.pk)
    assert (checking.state, checking.reason) == (CheckState.UNCHECKED, "crashed")


def test_three_crashes_end_in_a_file_that_could_not_be_checked() -> None:
    version = hand_in(make_application(), photo(1)).version
    for number in range(3):
        claim_of(version, f"crash-{number}")
        Job.objects.update(lease_until=timezone.now())
    assert jobs.sweep() == 1
    assert Job.objects.get(kind="check_evidence").state == JobState.POISON
    checking = Checking.objects.get()
    assert (checking.state, checking.reason) == (CheckState.UNCHECKED, "crashed")


def test_bytes_that_are_lost_in_the_store_end_the_same_way() -> None:
    version = hand_in(make_application(), photo(1)).version
    job = claim_of(version)
    jobs.fail(job, error="NotStored")
    assert Checking.objects.get().state == CheckState.UNCHECKED


def test_a_scanner_that_is_down_is_never_clean(settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    version = checked(make_application(), photo(1))
    assert version.checking.state == CheckState.UNCHECKED
    assert version.checking.reason == "scanner_unreachable"
    assert not version.checking.scanned


def test_malware_seals_the_file_and_tells_the_unit(tmp_path: Path, settings: Any) -> None:
    application = make_application()
    head = head_of(application)
    with clamd_that_knows(photo(1), tmp_path) as url:
        settings.CLAMD_URL = url
        bad, good = checked(application, photo(1)), checked(application, photo(2))
    assert (bad.checking.sealed, bad.checking.scanned) == (True, True)
    assert (good.checking.sealed, good.checking.scanned) == (False, True)
    assert bad.findings.get().kind == "malware"
    notice = Notice.objects.get(kind="evidence_sealed")
    assert notice.recipient == head
    assert notice.link == f"/data-dukung/{bad.item_id}/"


def test_a_question_that_comes_late_is_told_to_the_team() -> None:
    application = make_application()
    team = make_team(application)
    checked(application, photo(1))
    put_in(application, State.UNDER_VERIFICATION)
    assert not Notice.objects.filter(kind="finding_arrived").exists()
    checked(make_application(), photo(1))
    told = Notice.objects.filter(kind="finding_arrived").values_list("recipient", flat=True)
    assert set(told) == {team.leader.pk, team.secretary.pk, team.member.pk}
