"""A secretary shares out a panel's applications: as it was shown, or by hand with a reason."""

import json
from typing import Any

import pytest
from django.urls import reverse

from award.errors import NotAllowed
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.closing import close, propose_closing
from jury.domain.panels import add_applications, end_seat, seat_juror
from jury.domain.sharing import change_by_hand
from jury.enums import ConflictKind
from jury.models import Panel, SeatAssignment
from jury.queries.panels import short_of_jurors
from jury.queries.sheets import valid_sheets
from record.domain.ledger import verify
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder, make_role
from tests.jury.worlds import Jury, client, put_sealed
from tests.verification.situations import served_at

pytestmark = pytest.mark.django_db
REASON = "Rekan satu angkatan kepala UPT."


@pytest.fixture
def world() -> Jury:
    """Five jurors, six units, nobody has opened anything."""
    made = Jury(units=6)
    for _ in range(2):
        juror = make_holder(RoleKind.JUROR)
        made.jurors.append(juror)
        seat_juror(panel=made.panel, person=juror, by=Actor(made.secretary))
    return made


def shown(world: Jury, size: int = 3, by: Person | None = None) -> Any:
    url = reverse("jury:sharing", args=[world.panel.pk])
    return client(by or world.secretary).get(url, {"size": size})


def confirm(world: Jury, size: int = 3, by: Person | None = None, digest: str = "") -> Any:
    given = digest or shown(world, size).context["sharing"].digest
    url = reverse("jury:confirm_sharing", args=[world.panel.pk])
    return client(by or world.secretary).post(url, {"size": size, "digest": given})


def by_hand(world: Jury, by: Person | None = None, **given: Any) -> Any:
    url = reverse("jury:share_by_hand", args=[world.panel.pk])
    data = {"application_id": world.application.pk, "reason": REASON, **given}
    return client(by or world.secretary).post(url, data)


def scoring(world: Jury, number: int) -> int:
    return SeatAssignment.objects.filter(seat=world.seat(number), until=None).count()


def told(kind: str) -> list[dict[str, Any]]:
    rows = LedgerEntry.objects.filter(kind=kind).order_by("seq")
    return [json.loads(row.body)["facts"] for row in rows]


def test_without_a_size_every_juror_scores_everything(world: Jury) -> None:
    assert [scoring(world, number) for number in range(5)] == [6] * 5


def test_a_preview_writes_nothing(world: Jury) -> None:
    page = shown(world)
    assert page.status_code == 200
    assert [row["then"] for row in page.context["loads"]].count(4) == 3
    assert page.context["removed"] == 12
    assert SeatAssignment.objects.filter(until=None).count() == 30
    assert told("panel_shared_out") == []


def test_confirmed_each_application_has_its_jurors_and_loads_are_even(world: Jury) -> None:
    assert confirm(world)["Location"] == reverse("jury:panel", args=[world.panel.pk])
    assert sorted(scoring(world, number) for number in range(5)) == [3, 3, 4, 4, 4]
    for application in world.applications:
        assert application.seat_assignments.filter(until=None).count() == 3
    [facts] = told("panel_shared_out")
    assert (facts["size"], facts["added"], facts["removed"]) == (3, 0, 12)
    assert verify() == []
    again = shown(world)
    assert "Tidak ada yang berubah" in again.content.decode()


def test_what_changed_since_it_was_shown_is_refused_and_shown_anew(world: Jury) -> None:
    digest = shown(world).context["sharing"].digest
    served_at(world.jurors[0], world.application.unit, ended_days_ago=30)
    refused = confirm(world, digest=digest)
    assert refused.status_code == 422
    assert "Keadaan berubah" in refused.content.decode()
    assert refused.context["sharing"].digest != digest
    assert Panel.objects.get(pk=world.panel.pk).size is None
    assert SeatAssignment.objects.filter(until=None).count() == 30


def test_another_size_than_was_shown_is_refused(world: Jury) -> None:
    digest = shown(world, 3).context["sharing"].digest
    assert confirm(world, 4, digest=digest).status_code == 422


@pytest.mark.parametrize("size", ["2", "51", "0", "", "tiga"])
def test_a_size_that_cannot_be(world: Jury, size: str) -> None:
    url = reverse("jury:sharing", args=[world.panel.pk])
    page = client(world.secretary).get(url, {"size": size})
    assert page.status_code == 422
    assert "sharing" not in page.context


def test_a_unit_in_conflict_goes_to_others_and_what_cannot_be_is_told(world: Jury) -> None:
    for number in range(3):
        world.declare(number, conflict=ConflictKind.FAMILY)
    page = shown(world)
    assert "2 dari 3 juri" in page.content.decode()
    confirm(world)
    assert [scoring(world, number) for number in range(5)] == [0, 0, 0, 6, 6]
    found = short_of_jurors([world.panel])
    assert found[world.panel.pk] == 6


def test_opened_sheets_stay_where_they_are(world: Jury) -> None:
    world.declare(0)
    for application in world.applications:
        world.sheet(0, application)
    confirm(world)
    assert scoring(world, 0) == 6
    assert told("sheet_voided") == []


def test_after_a_drop_out_only_the_lost_is_given_anew(world: Jury) -> None:
    confirm(world)
    lost = scoring(world, 0)
    end_seat(seat_id=world.seat(0).pk, reason="Sakit.", by=Actor(world.secretary))
    page = shown(world)
    assert (page.context["added"], page.context["removed"]) == (lost, 0)
    panel = client(world.secretary).get(reverse("jury:panel", args=[world.panel.pk]))
    assert panel.context["unshared"] == lost
    confirm(world)
    assert sorted(scoring(world, number) for number in range(1, 5)) == [4, 4, 5, 5]


def test_what_comes_later_into_a_panel_with_a_size_waits_to_be_shared_out(world: Jury) -> None:
    confirm(world)
    late = world.forwarded()
    add_applications(panel=world.panel, application_ids=[late.pk], by=Actor(world.secretary))
    assert not late.seat_assignments.exists()
    juror = make_holder(RoleKind.JUROR)
    seat_juror(panel=world.panel, person=juror, by=Actor(world.secretary))
    assert not SeatAssignment.objects.filter(seat__person=juror).exists()


def test_sight_comes_and_goes_with_the_assignment(world: Jury) -> None:
    world.declare(0)
    juror = world.jurors[0]
    assert visible_to(juror).count() == 6
    confirm(world)
    mine = scoring(world, 0)
    assert 0 < mine < 6
    assert visible_to(juror).count() == mine
    taken = next(
        a
        for a in world.applications
        if not a.seat_assignments.filter(seat=world.seat(0), until=None).exists()
    )
    done = by_hand(world, application_id=taken.pk, give=world.seat(0).pk)
    assert done.status_code == 302
    assert visible_to(juror).filter(pk=taken.pk).exists()


def test_only_own_applications_are_scored_and_all_are_declared_on(world: Jury) -> None:
    confirm(world)
    juror = client(world.jurors[0])
    seat = juror.get(reverse("jury:seat", args=[world.seat(0).pk]))
    assert len(seat.context["cards"]) == scoring(world, 0)
    declared = juror.get(reverse("jury:declare", args=[world.seat(0).pk]))
    assert len(declared.context["asked"]) == 6
    world.declare(0)
    foreign = next(
        a
        for a in world.applications
        if not a.seat_assignments.filter(seat=world.seat(0), until=None).exists()
    )
    url = reverse("jury:open_sheet", args=[world.seat(0).pk, foreign.pk])
    assert juror.post(url).status_code == 404


def test_who_gets_more_is_told(world: Jury) -> None:
    confirm(world)
    end_seat(seat_id=world.seat(0).pk, reason="Sakit.", by=Actor(world.secretary))
    confirm(world)
    notices = Notice.objects.filter(kind="applications_assigned")
    assert 0 < notices.count() <= 4
    assert not notices.filter(recipient=world.jurors[0]).exists()


def test_by_hand_one_juror_for_another_with_a_reason(world: Jury) -> None:
    confirm(world)
    rows = world.application.seat_assignments.filter(until=None)
    take = rows.first()
    give = world.panel.seats.exclude(assignments__in=rows).first()
    assert take is not None
    assert give is not None
    assert by_hand(world, take=take.seat_id, give=give.pk).status_code == 302
    assert set(rows.values_list("seat", flat=True)) >= {give.pk}
    assert not rows.filter(seat=take.seat_id).exists()
    assert REASON in shown(world).content.decode()
    [facts] = told("assignment_changed")
    assert (facts["taken"], facts["given"]) == (str(take.seat_id), str(give.pk))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reason": " "}, "Alasan"),
        ({"take": "", "give": ""}, "Pilih juri"),
        ({"take": "seat", "give": "seat"}, "sudah menilai"),
    ],
)
def test_by_hand_what_makes_no_sense_is_refused(
    world: Jury, given: dict[str, str], why: str
) -> None:
    seat = str(world.seat(0).pk)
    data: dict[str, Any] = {"take": seat} | {
        key: seat if v == "seat" else v for key, v in given.items()
    }
    refused = by_hand(world, **data)
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert scoring(world, 0) == 6


def test_by_hand_nobody_in_conflict_is_given_a_unit(world: Jury) -> None:
    world.declare(0)
    confirm(world)
    free = world.panel.seats.exclude(
        assignments__in=world.application.seat_assignments.filter(until=None)
    ).first()
    assert free is not None
    served_at(free.person, world.application.unit, ended_days_ago=30)
    refused = by_hand(world, give=free.pk)
    assert refused.status_code == 422
    assert "benturan kepentingan dengan UPT ini" in refused.content.decode()


def test_an_opened_sheet_is_taken_away_only_knowingly(world: Jury) -> None:
    world.declare(0)
    put_sealed(world.panel, world.seat(0), world.application)
    assert valid_sheets().count() == 1
    refused = by_hand(world, take=world.seat(0).pk)
    assert refused.status_code == 422
    assert "sudah dibuka dan tidak akan dihitung" in refused.content.decode()
    assert valid_sheets().count() == 1
    assert by_hand(world, take=world.seat(0).pk, knowing="on").status_code == 302
    assert valid_sheets().count() == 0
    assert [facts["because"] for facts in told("sheet_voided")] == ["reassigned"]


def test_a_secretary_who_sits_on_the_panel_does_not_share_it_out(world: Jury) -> None:
    make_role(RoleKind.JURY_SECRETARY, person=world.jurors[0])
    assert shown(world, by=world.jurors[0]).status_code == 404
    digest = shown(world).context["sharing"].digest
    assert confirm(world, by=world.jurors[0], digest=digest).status_code == 404
    assert by_hand(world, by=world.jurors[0], take=world.seat(1).pk).status_code == 404


def test_a_secretary_with_a_conflict_reads_nothing_of_the_unit(world: Jury) -> None:
    from jury.models import Conflict

    Conflict.objects.create(
        person=world.secretary,
        unit=world.application.unit,
        kind=ConflictKind.FAMILY,
        source="declared",
        declared_at=world.seat().starts,
    )
    assert world.application.unit.name not in shown(world).content.decode()


def test_a_panel_with_a_size_is_closed_by_those_who_score_it(world: Jury) -> None:
    confirm(world)
    for application in world.applications:
        for row in application.seat_assignments.filter(until=None):
            put_sealed(world.panel, row.seat, application)
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))
    closing = close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    assert closing.sheets == 18
    assert {result.n for result in closing.results.all()} == {3}


def test_a_closed_panel_has_nothing_to_share_out() -> None:
    world = Jury()
    assert "Lihat pembagian" in shown(world).content.decode()
    world.score()
    world.close()
    page = shown(world).content.decode()
    assert "Tidak ada pengajuan panel ini yang sedang dinilai." in page
    for button in ("Lihat pembagian", "Tetapkan pembagian ini", "Ubah penugasan"):
        assert button not in page


def test_a_secretary_with_a_conflict_changes_nothing_of_the_unit_by_hand(world: Jury) -> None:
    world.bar(world.secretary)
    seat = world.seat(0)
    assert by_hand(world, take=seat.pk).status_code == 422  # it is not offered
    with pytest.raises(NotAllowed, match="benturan kepentingan dengan UPT ini"):
        change_by_hand(
            panel=world.panel,
            application_id=world.application.pk,
            take=seat.pk,
            give=None,
            reason=REASON,
            knowing=True,
            by=Actor(world.secretary),
        )
    assert scoring(world, 0) == 6


def test_who_served_in_the_unit_changes_nothing_by_hand_either(world: Jury) -> None:
    served_at(world.secretary, world.application.unit, ended_days_ago=30)
    assert by_hand(world, take=world.seat(0).pk).status_code == 422
    assert scoring(world, 0) == 6


def test_a_conflict_with_one_of_many_keeps_nobody_from_sharing_out(world: Jury) -> None:
    world.bar(world.secretary)
    assert confirm(world).status_code == 302


def test_a_conflict_with_all_that_would_be_shared_out_does() -> None:
    world = Jury()
    world.bar(world.secretary)
    assert confirm(world).status_code == 403
    assert Panel.objects.get().size is None
