"""A broken check never stops a region: a person tries again or sets it aside, with a reason."""

from typing import Any

import pytest
from django.urls import reverse

from award.enums import State
from award.errors import NotAllowed, Refused
from directory.actors import Actor
from directory.enums import RoleKind
from record.models import Job
from record.queries.ledger import entries_about
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.world import (
    checked,
    hand_in,
    head_of,
    make_application,
    make_team,
    photo,
    put_in,
    run_check,
)
from verification.domain.waiving import check_again, waive, waive_many
from verification.enums import CheckState
from verification.models import Checking, CheckResult
from verification.pages.file_words import check_rows, is_settled, state_words

pytestmark = pytest.mark.django_db


def test_the_leader_sets_a_check_aside_with_a_reason() -> None:
    application = make_application()
    team = make_team(application)
    version = checked(application, photo(1)[:9000])
    with pytest.raises(Refused, match="Alasan"):
        waive(version_id=version.pk, reason=" ", by=Actor(team.leader))
    waive(version_id=version.pk, reason="Dilihat di tempat.", by=Actor(team.leader))
    checking = Checking.objects.get()
    assert (checking.state, checking.waived_by) == (CheckState.WAIVED, team.leader)
    entry = entries_about(f"application:{application.pk}").last()
    assert entry is not None
    assert entry.kind == "check_waived"
    assert "tempat" not in entry.body


def test_nobody_else_sets_it_aside() -> None:
    application = make_application()
    team = make_team(application)
    version = checked(application, photo(1)[:9000])
    for person in (
        team.secretary,
        team.member,
        head_of(application),
        make_holder(RoleKind.CENTRE_VERIFIER),
        make_holder(RoleKind.REGION_HEAD, region=application.region),
    ):
        with pytest.raises(NotAllowed):
            waive(version_id=version.pk, reason="Ya.", by=Actor(person))
    put_in(application, State.VERIFIED)
    with pytest.raises(NotAllowed):
        waive(version_id=version.pk, reason="Ya.", by=Actor(team.leader))
    waive(version_id=version.pk, reason="Ya.", by=Actor(make_holder(RoleKind.CENTRE_VERIFIER)))


@pytest.mark.parametrize("is_checked", [True, False])
def test_a_file_that_can_be_checked_is_not_set_aside(*, is_checked: bool) -> None:
    application = make_application()
    team = make_team(application)
    version = hand_in(application, photo(1)).version
    if is_checked:
        run_check(version)
    with pytest.raises(Refused, match="tidak"):
        waive(version_id=version.pk, reason="Malas.", by=Actor(team.leader))
    with pytest.raises(Refused, match="tidak"):
        check_again(version_id=version.pk, by=Actor(team.leader))


def test_one_reason_does_for_all_that_could_not_be_done_with_a_damaged_pdf() -> None:
    application = make_application()
    team = make_team(application)
    damaged = b"%PDF-1.7\n" + bytes(range(256)) * 20
    version = checked(application, damaged, name="surat.pdf")
    failed = CheckResult.objects.filter(version=version, status="could_not_check")
    assert failed.count() > 3
    assert len([row for row in check_rows(list(failed)) if row["tone"] == "wait"]) < failed.count()
    waive(version_id=version.pk, reason="Dibaca di tempat.", by=Actor(team.leader))
    checking = Checking.objects.get(pk=version.pk)
    assert checking.state == CheckState.WAIVED
    assert is_settled(checking)


def test_several_files_are_set_aside_with_one_reason() -> None:
    application = make_application()
    team = make_team(application)
    versions = [checked(application, photo(n)[:9000]) for n in (1, 2)]
    client = signed_in(team.leader)
    address = reverse("verification:findings", args=[application.pk])
    page = client.get(address).content.decode()
    assert all(str(version.pk) in page for version in versions)
    given = {"version": [str(v.pk) for v in versions], "reason": "Dilihat di tempat."}
    answered = client.post(reverse("verification:waive_many_checks", args=[application.pk]), given)
    assert answered["Location"] == address
    assert set(Checking.objects.values_list("state", "waive_reason")) == {
        (CheckState.WAIVED, "Dilihat di tempat.")
    }
    entries = entries_about(f"application:{application.pk}").filter(kind="check_waived")
    assert entries.count() == 2
    assert "tidak dapat diperiksa" not in client.get(address).content.decode()


def test_several_files_are_set_aside_all_or_none() -> None:
    application, other = make_application(), make_application()
    team = make_team(application)
    broken = checked(application, photo(1)[:9000])
    sound, foreign = checked(application, photo(2)), checked(other, photo(3)[:9000])
    for ids in ([], [broken.pk, sound.pk], [broken.pk, foreign.pk]):
        with pytest.raises(Refused):
            waive_many(
                application_id=application.pk,
                version_ids=ids,
                reason="Ya.",
                by=Actor(team.leader),
            )
    for person in (team.member, head_of(application), make_holder(RoleKind.CENTRE_ADMIN)):
        with pytest.raises(NotAllowed):
            waive_many(
                application_id=application.pk,
                version_ids=[broken.pk],
                reason="Ya.",
                by=Actor(person),
            )
    with pytest.raises(Refused, match="Alasan"):
        waive_many(
            application_id=application.pk,
            version_ids=[broken.pk],
            reason=" ",
            by=Actor(team.leader),
        )
    assert not Checking.objects.filter(state=CheckState.WAIVED).exists()


def test_without_an_antivirus_a_file_is_not_called_checked_in_green() -> None:
    checking = checked(make_application(), photo(1)).checking
    assert not checking.scanned
    assert state_words(checking, flagged=False) == ("Sudah diperiksa, tanpa antivirus", "calm")
    checking.scanned = True
    assert state_words(checking, flagged=False) == ("Sudah diperiksa", "good")


def test_a_second_run_does_only_what_the_first_could_not(settings: Any) -> None:
    application = make_application()
    team = make_team(application)
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    version = checked(application, photo(1))
    first = CheckResult.objects.count()
    settings.CLAMD_URL = ""
    check_again(version_id=version.pk, by=Actor(team.member))
    assert Checking.objects.get().state == CheckState.WAITING
    assert set(Job.objects.filter(kind="check_evidence").values_list("version", flat=True)) == {
        "1",
        "2",
    }
    run_check(version)
    assert Checking.objects.get().state == CheckState.DONE
    again = CheckResult.objects.filter(run=2)
    assert [result.check_name for result in again] == ["antivirus"]
    assert CheckResult.objects.count() == first + 1


def test_a_stranger_does_not_ask_for_a_second_run() -> None:
    application = make_application()
    version = checked(application, photo(1)[:9000])
    for person in (head_of(application), make_holder(RoleKind.CENTRE_ADMIN)):
        with pytest.raises(NotAllowed):
            check_again(version_id=version.pk, by=Actor(person))
