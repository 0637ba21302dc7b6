"""Who is a juror no longer scores nothing and reads nothing, though the seat was not ended yet."""

import pytest
from django.urls import reverse

from award.errors import NotAllowed
from directory.actors import Actor
from directory.domain.roles import end_role
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import today
from jury.domain.pinning import pin_new_conflicts
from jury.domain.scoring import save_score, seal
from jury.models import Conflict, ScoreSheet
from jury.queries.sheets import valid_sheets
from tests.directory.factories import make_role, signed_in
from tests.jury.worlds import Jury
from tests.verification.situations import served_at

pytestmark = pytest.mark.django_db


def no_juror_any_more(world: Jury, person: Person) -> None:
    """The directory ends the role; nobody has thought of the seat."""
    role = Role.objects.get(person=person, kind=RoleKind.JUROR)
    end_role(actor=Actor(world.admin), role=role, ends=today())


def opened(world: Jury) -> ScoreSheet:
    world.declare(0)
    sheet = world.sheet(0)
    world.fill(sheet)
    return sheet


def test_nothing_of_the_unit_is_read_any_more() -> None:
    world = Jury()
    sheet = opened(world)
    browser = signed_in(world.jurors[0])
    pages = [
        reverse("jury:seat", args=[world.seat().pk]),
        reverse("jury:sheet", args=[sheet.pk]),
        reverse("award:application", args=[world.application.pk]),
        reverse("verification:evidence", args=[world.application.pk]),
    ]
    assert [browser.get(page).status_code for page in pages] == [200] * 4
    no_juror_any_more(world, world.jurors[0])
    assert [browser.get(page).status_code for page in pages] == [404] * 4


def test_nothing_is_scored_or_sealed_any_more() -> None:
    world = Jury()
    sheet = opened(world)
    no_juror_any_more(world, world.jurors[0])
    draft, by = sheet.drafts.all()[0], Actor(world.jurors[0])
    with pytest.raises(NotAllowed):
        save_score(
            sheet_id=sheet.pk, indicator=draft.indicator, value=draft.value, comment="",
            expected_version=draft.version, by=by,
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        seal(sheet_id=sheet.pk, by=by)


def test_a_juror_again_goes_on_where_they_were() -> None:
    world = Jury()
    sheet = opened(world)
    no_juror_any_more(world, world.jurors[0])
    make_role(RoleKind.JUROR, person=world.jurors[0], starts=today())
    seal(sheet_id=sheet.pk, by=Actor(world.jurors[0]))


def test_what_was_sealed_before_counts_until_the_seat_is_ended() -> None:
    world = Jury()
    world.score()
    no_juror_any_more(world, world.jurors[0])
    assert valid_sheets().count() == 3
    served_at(world.jurors[0], world.application.unit, ended_days_ago=100)
    assert valid_sheets().count() == 2


def test_a_conflict_known_since_is_pinned_at_the_closing_all_the_same() -> None:
    world = Jury()
    world.score()
    no_juror_any_more(world, world.jurors[0])
    served_at(world.jurors[0], world.application.unit, ended_days_ago=100)
    assert pin_new_conflicts() == 1
    assert Conflict.objects.get().person == world.jurors[0]


def test_the_secretary_is_told_and_ends_the_seat() -> None:
    world = Jury()
    browser = signed_in(world.secretary)
    page = reverse("jury:panel", args=[world.panel.pk])
    told = "perannya sebagai juri sudah berakhir"
    assert told not in browser.get(page).text
    no_juror_any_more(world, world.jurors[0])
    assert browser.get(page).text.count(told) == 1
    ending = reverse("jury:end_seat", args=[world.seat().pk])
    assert browser.post(ending, {"reason": "Bukan juri lagi."}).status_code == 302
    assert told not in browser.get(page).text


def test_a_head_whose_seat_goes_on_is_still_kept_apart_from_the_others() -> None:
    world = Jury(units=2)
    person = world.jurors[0]
    make_role(RoleKind.JURY_CHAIR, person=person)
    no_juror_any_more(world, person)
    page = signed_in(person).get(reverse("jury:panel", args=[world.panel.pk]))
    assert page.context["columns"] == []
    assert page.context["obstacles"] == ["Belum semua syarat penutupan terpenuhi."]
