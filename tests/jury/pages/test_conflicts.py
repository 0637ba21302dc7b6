"""A conflict declared in error is taken back by the juror, a pinned one lifted by two people."""

from typing import Any

import pytest
from django.urls import reverse

from award.enums import State
from award.models import Grant, Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.conflicts import declare
from jury.domain.panels import end_seat, seat_juror
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict, Seat, SeatAssignment
from record.domain.ledger import verify
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, client
from tests.verification.situations import put, served_at

pytestmark = pytest.mark.django_db
REASON = {"reason": "Nama saya sama dengan orang lain."}


@pytest.fixture
def world() -> Jury:
    """The first juror has declared a conflict in error; the second has declared none."""
    made = Jury()
    made.declare(0, conflict=ConflictKind.FAMILY)
    made.declare(1)
    return made


def own(world: Jury) -> Conflict:
    return Conflict.objects.get(person=world.jurors[0])


def withdraw(
    world: Jury, person: Person | None = None, row: Conflict | None = None, **data: Any
) -> Any:
    who = person or world.jurors[0]
    seat = Seat.objects.get(panel=world.panel, person=who)
    url = reverse("jury:withdraw_conflict", args=[seat.pk, (row or own(world)).pk])
    return client(who).post(url, data or REASON)


def declaration(world: Jury, number: int = 0) -> str:
    url = reverse("jury:declare", args=[world.seat(number).pk])
    return client(world.jurors[number]).get(url).content.decode()


def kinds() -> list[str]:
    return list(LedgerEntry.objects.order_by("-seq").values_list("kind", flat=True)[:3])


def test_a_juror_takes_back_a_conflict_declared_in_error(world: Jury) -> None:
    assert "Saya keliru menyatakan" in declaration(world)
    done = withdraw(world)
    assert done["Location"] == reverse("jury:declare", args=[world.seat().pk])
    row = own(world)
    assert (row.lifted_by, row.lifted_reason) == (world.jurors[0], REASON["reason"])
    assert row.lifted_at is not None
    assert "conflict_withdrawn" in kinds()
    assert verify() == []


def test_sight_begins_only_with_a_new_declaration(world: Jury) -> None:
    withdraw(world)
    grants = Grant.objects.filter(person=world.jurors[0], ends=None)
    assert not grants.exists()
    opening = reverse("jury:open_sheet", args=[world.seat().pk, world.application.pk])
    assert client(world.jurors[0]).post(opening).status_code == 403
    assert f'name="{world.application.pk}-word"' in declaration(world)
    world.declare(0)
    assert grants.exists()
    assert client(world.jurors[0]).post(opening).status_code == 302


def test_the_panel_counts_the_juror_as_undeclared_again(world: Jury) -> None:
    url = reverse("jury:panel", args=[world.panel.pk])

    def left() -> list[int]:
        return [row["left"] for row in client(world.secretary).get(url).context["seats"]]

    before = left()
    withdraw(world)
    assert [now - then for now, then in zip(left(), before, strict=True)] == [1, 0, 0]


def test_without_a_reason_it_stands(world: Jury) -> None:
    assert withdraw(world, reason="  ").status_code == 422
    assert own(world).lifted_at is None


def test_after_the_closing_it_stands(world: Jury) -> None:
    put(world.application, State.SCORED)
    refused = withdraw(world)
    assert refused.status_code == 422
    assert "tidak sedang berjalan" in refused.content.decode()
    assert own(world).lifted_at is None


def test_once_the_sheet_was_opened_it_stands(world: Jury) -> None:
    """A late conflict, noticed over the open sheet, cannot be made undone."""
    world.sheet(1)
    world.declare(1, conflict=ConflictKind.BUSINESS)
    row = Conflict.objects.get(person=world.jurors[1])
    assert "Tidak dapat ditarik lagi" in declaration(world, 1)
    refused = withdraw(world, world.jurors[1], row)
    assert "sudah pernah Anda buka" in refused.content.decode()
    row.refresh_from_db()
    assert row.lifted_at is None


def test_it_is_taken_back_once(world: Jury) -> None:
    row = own(world)
    withdraw(world)
    assert withdraw(world, row=row).status_code == 404


def test_nobody_takes_back_anothers(world: Jury) -> None:
    row = own(world)
    assert withdraw(world, world.jurors[1], row).status_code == 404
    foreign = reverse("jury:withdraw_conflict", args=[world.seat().pk, row.pk])
    for person in (world.jurors[1], world.secretary, world.chair, world.admin):
        assert client(person).post(foreign, REASON).status_code == 404
    assert own(world).lifted_at is None


def pinned(world: Jury) -> Conflict:
    """The third juror once served in the unit, which the directory knew at the seating."""
    juror = world.jurors[2]
    served_at(juror, world.application.unit, ended_days_ago=100)
    end_seat(seat_id=world.seat(2).pk, reason="Ulang.", by=Actor(world.secretary))
    forget_seats(juror)
    seat_juror(panel=world.panel, person=juror, by=Actor(world.secretary))
    row = Conflict.objects.get(person=juror)
    assert (row.pinned, row.source) == (True, ConflictSource.COMPUTED)
    return row


def forget_seats(juror: Person) -> None:
    """As if the juror had never sat, so that there is one seat of theirs to ask for."""
    SeatAssignment.objects.filter(seat__person=juror).delete()
    Seat.objects.filter(person=juror).delete()


def propose(world: Jury, by: Person, row: Conflict, **data: Any) -> Any:
    url = reverse("jury:propose_lifting", args=[world.panel.pk, row.pk])
    return client(by).post(url, data or REASON)


def answer(name: str, by: Person, **data: Any) -> Any:
    proposal = Proposal.objects.get(act="lift_conflict", withdrawn_at=None, confirmed_at=None)
    data.setdefault("digest", proposal.digest)
    return client(by).post(reverse(f"jury:{name}_lifting", args=[proposal.pk]), data)


def panel_page(world: Jury, reader: Person) -> str:
    url = reverse("jury:panel", args=[world.panel.pk])
    return client(reader).get(url).content.decode()


def test_a_juror_does_not_lift_what_is_pinned(world: Jury) -> None:
    row = pinned(world)
    assert "Diketahui dari riwayat tugas" in declaration(world, 2)
    assert withdraw(world, world.jurors[2], row).status_code == 403
    row.refresh_from_db()
    assert row.lifted_at is None


@pytest.mark.parametrize("first_is_admin", [True, False])
def test_admin_and_chair_lift_it_together(world: Jury, *, first_is_admin: bool) -> None:
    row = pinned(world)
    first, second = (world.admin, world.chair) if first_is_admin else (world.chair, world.admin)
    assert "Pernah bertugas di UPT ini" in panel_page(world, first)
    assert propose(world, first, row).status_code == 302
    assert "mengusulkan pencabutan" in panel_page(world, second)
    assert "mengusulkan pencabutan benturan" in (
        client(second).get(reverse("award:work")).content.decode()
    )
    row.refresh_from_db()
    assert row.lifted_at is None

    assert answer("confirm", second).status_code == 302
    row.refresh_from_db()
    assert (row.lifted_by, row.lifted_reason) == (second, REASON["reason"])
    assert row.proposal is not None
    assert row.proposal.by == first
    assert "conflict_lifted" in kinds()
    assert Notice.objects.filter(recipient=row.person, kind="conflict_lifted").count() == 1
    assert f"Dicabut oleh {first.name} dan {second.name}" in panel_page(world, world.secretary)
    world.declare(2)
    assert Grant.objects.filter(person=row.person, ends=None).exists()
    assert verify() == []


def test_what_two_people_lifted_is_not_pinned_anew(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    answer("confirm", world.chair)
    secretary = Actor(world.secretary)
    end_seat(seat_id=world.seat(2).pk, reason="Pindah.", by=secretary)
    forget_seats(row.person)
    seat_juror(panel=world.panel, person=row.person, by=secretary)
    assert not Conflict.objects.filter(person=row.person, lifted_at=None).exists()


@pytest.mark.parametrize("kind", [RoleKind.CENTRE_ADMIN, RoleKind.JURY_CHAIR])
def test_neither_alone_nor_two_of_the_same(world: Jury, kind: RoleKind) -> None:
    row = pinned(world)
    first, alike = make_holder(kind), make_holder(kind)
    propose(world, first, row)
    for by in (first, alike):
        assert answer("confirm", by).status_code == 403
        assert answer("refuse", by, **REASON).status_code == 403
    row.refresh_from_db()
    assert row.lifted_at is None


def test_others_are_told_that_there_is_nothing(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    for person in (world.secretary, world.jurors[2], world.head()):
        assert propose(world, person, row).status_code == 404
        assert answer("confirm", person).status_code == 404
        assert answer("refuse", person, **REASON).status_code == 404


def test_who_is_concerned_does_not_lift_it(world: Jury) -> None:
    row = pinned(world)
    Conflict.objects.filter(pk=row.pk).update(person=world.chair)
    Seat.objects.filter(person=row.person).update(person=world.chair)
    assert propose(world, world.chair, row).status_code == 403
    propose(world, world.admin, row)
    assert answer("confirm", world.chair).status_code == 403


@pytest.mark.parametrize("of_the_first", [True, False])
def test_who_is_in_conflict_with_the_unit_lifts_nobodys(world: Jury, *, of_the_first: bool) -> None:
    row = pinned(world)
    served = world.admin if of_the_first else world.chair
    served_at(served, world.application.unit, ended_days_ago=100)
    proposed = propose(world, world.admin, row).status_code
    assert proposed == (403 if of_the_first else 302)
    if not of_the_first:
        assert answer("confirm", world.chair).status_code == 403
    row.refresh_from_db()
    assert row.lifted_at is None


def test_who_is_in_conflict_with_the_unit_refuses_nobodys_lifting_either(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    work, panel = reverse("award:work"), reverse("jury:panel", args=[world.panel.pk])
    assert panel in client(world.chair).get(work).text
    world.bar(world.chair)
    assert panel not in client(world.chair).get(work).text
    refused = answer("refuse", world.chair, reason="Tidak.")
    assert refused.status_code == 403
    assert "benturan kepentingan dengan UPT ini" in refused.text
    assert Proposal.objects.get(act="lift_conflict").refused_by is None


def test_a_refusal_is_kept_with_its_reason(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    assert answer("refuse", world.chair, reason=" ").status_code == 422
    assert answer("refuse", world.chair, reason="Memang benar.").status_code == 302
    row.refresh_from_db()
    assert row.lifted_at is None
    proposal = Proposal.objects.get(act="lift_conflict")
    assert (proposal.refused_by, proposal.refused_reason) == (world.chair, "Memang benar.")
    assert proposal.withdrawn_at is not None
    assert "proposal_refused" in kinds()
    assert "Memang benar." in panel_page(world, world.admin)
    used = reverse("jury:confirm_lifting", args=[proposal.pk])
    data = {"digest": proposal.digest}
    assert client(world.chair).post(used, data).status_code == 422
    assert propose(world, world.admin, row).status_code == 302


def test_after_the_closing_it_is_neither_proposed_nor_lifted(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    put(world.application, State.SCORED)
    assert answer("confirm", world.chair).status_code == 422
    assert propose(world, world.admin, row).status_code == 422
    row.refresh_from_db()
    assert row.lifted_at is None


def test_an_application_that_moved_since_makes_the_proposal_stale(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    put(world.application, State.IN_SCORING, version=9)
    assert answer("confirm", world.chair).status_code == 409


def test_another_digest_than_was_shown_lifts_nothing(world: Jury) -> None:
    row = pinned(world)
    propose(world, world.admin, row)
    assert answer("confirm", world.chair, digest="0" * 64).status_code == 422
    row.refresh_from_db()
    assert row.lifted_at is None


def test_a_declared_conflict_is_not_for_two_people(world: Jury) -> None:
    assert propose(world, world.admin, own(world)).status_code == 422
    assert not Proposal.objects.filter(act="lift_conflict").exists()


def test_a_conflict_of_another_panel_is_not_there(world: Jury) -> None:
    stranger = make_holder(RoleKind.JUROR)
    row = Conflict.objects.create(
        person=stranger,
        unit=world.application.unit,
        kind=ConflictKind.EMPLOYEE,
        source=ConflictSource.COMPUTED,
        pinned=True,
        declared_at=world.application.state_since,
    )
    assert propose(world, world.admin, row).status_code == 404


def test_whoever_sits_on_the_panel_sees_no_conflicts_of_others(world: Jury) -> None:
    pinned(world)
    seat_juror_too = make_holder(RoleKind.JUROR, person=world.chair)
    seat_juror(panel=world.panel, person=seat_juror_too, by=Actor(world.secretary))
    assert "Pernah bertugas di UPT ini" not in panel_page(world, world.chair)


def test_declaring_anew_after_a_second_thought(world: Jury) -> None:
    """Taken back, declared again as a conflict: a new row, the old one stays as it was."""
    withdraw(world)
    declare(
        seat_id=world.seat().pk,
        application_id=world.application.pk,
        conflict=ConflictKind.FAMILY,
        by=Actor(world.jurors[0]),
    )
    rows = Conflict.objects.filter(person=world.jurors[0])
    assert rows.count() == 2
    assert rows.filter(lifted_at=None).count() == 1
