"""A broken check never stops a region: a person tries again or sets it aside, with a reason."""

from typing import Any

import pytest

from award.enums import State
from award.errors import NotAllowed, Refused
from directory.actors import Actor
from directory.enums import RoleKind
from record.models import Job
from record.queries.ledger import entries_about
from tests.directory.factories import make_holder
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
from verification.domain.waiving import check_again, waive
from verification.enums import CheckState
from verification.models import Checking, CheckResult

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
