"""What each person of the jury's work finds on the work list."""

import pytest
from django.urls import reverse

from award.enums import SeasonState
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.panels import seat_juror
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, client, put_sealed, put_season

pytestmark = pytest.mark.django_db


def work(person: Person) -> str:
    return client(person).get(reverse("award:work")).content.decode()


def test_a_juror_declares_then_scores_until_the_date() -> None:
    world = Jury(units=2)
    assert "Nyatakan benturan kepentingan untuk 2 pengajuan." in work(world.jurors[0])
    assert "Paling lambat" in work(world.jurors[0])
    world.declare()
    assert "Nilai dan segel 2 lembar." in work(world.jurors[0])
    put_sealed(world.panel, world.seat(), world.application)
    assert "Nilai dan segel 1 lembar." in work(world.jurors[0])


def test_the_secretary_places_what_was_forwarded() -> None:
    world = Jury()
    assert "ke dalam panel" not in work(world.secretary)
    world.forwarded()
    assert "Masukkan 1 pengajuan ke dalam panel." in work(world.secretary)
    assert "ke dalam panel" not in work(world.chair)


def test_chair_and_secretary_see_a_panel_that_is_ready_to_close() -> None:
    world = Jury(units=2)
    for number in (0, 1, 2):
        put_sealed(world.panel, world.seat(number), world.applications[0])
    assert "Usulkan penutupan" not in work(world.chair)
    for number in (0, 1, 2):
        put_sealed(world.panel, world.seat(number), world.applications[1])
    for person in (world.chair, world.secretary):
        assert "semua lembar tersegel. Usulkan penutupan." in work(person)
    assert "Usulkan penutupan" not in work(world.admin)


def test_only_the_other_person_is_asked_to_confirm() -> None:
    world = Jury()
    world.score()
    client(world.chair).post(reverse("jury:propose_closing", args=[world.panel.pk]))
    text = f"{world.chair.name} mengusulkan penutupan penilaian."
    assert text in work(world.secretary)
    assert text not in work(world.chair)
    assert text not in work(world.admin)
    assert "Usulkan penutupan." not in work(world.secretary)


def test_the_admin_decides_publishes_and_answers() -> None:
    world = Jury()
    world.score()
    world.close()
    assert f"Tetapkan hasil 1 pengajuan {world.season.name}." in work(world.admin)
    world.decide()
    assert "Tetapkan hasil" not in work(world.admin)
    world.publish()
    head = world.head()
    assert reverse("jury:result", args=[world.application.pk]) in work(head)
    client(head).post(
        reverse("jury:objection", args=[world.application.pk]), {"text": "Nilai kami kurang."}
    )
    assert "Jawab 1 keberatan." in work(world.admin)
    assert reverse("jury:result", args=[world.application.pk]) not in work(head)


def test_a_decided_season_is_one_thing_to_do() -> None:
    """Not twice: once as a season to move on, once as results to publish."""
    world = Jury()
    world.score()
    world.close()
    world.decide()
    put_season(world.season, SeasonState.SCORING)
    moving_on = f"{world.season.name} dapat dilanjutkan ke “Diputuskan”."
    assert moving_on in work(world.admin)
    put_season(world.season, SeasonState.DECIDED)
    page = work(world.admin)
    assert f"Umumkan hasil {world.season.name}." in page
    assert "dapat dilanjutkan" not in page
    assert page.count("Umumkan hasil") == 1


def in_conflict(world: Jury) -> None:
    """One of the three jurors declares a conflict, the two others seal."""
    world.declare(0, conflict=ConflictKind.FAMILY)
    for number in (1, 2):
        world.declare(number)
        put_sealed(world.panel, world.seat(number), world.application)


def test_a_panel_that_a_conflict_left_short_asks_for_a_juror_not_for_its_closing() -> None:
    world = Jury()
    assert "belum cukup" not in work(world.secretary)
    in_conflict(world)
    assert "Usulkan penutupan" not in work(world.secretary)
    assert "Usulkan penutupan" not in work(world.chair)
    asked = "Panel A: jurinya belum cukup untuk 1 pengajuan. Dudukkan juri."
    assert asked in work(world.secretary)
    assert "belum cukup" not in work(world.chair)
    other = make_holder(RoleKind.JUROR)
    seat_juror(panel=world.panel, person=other, by=Actor(world.secretary))
    assert "belum cukup" not in work(world.secretary)


def test_a_panel_left_short_says_who_helps() -> None:
    world = Jury()
    url = reverse("jury:panel", args=[world.panel.pk])
    short = "Juri tanpa benturan kepentingan belum cukup untuk 1 pengajuan."
    assert short not in client(world.secretary).get(url).content.decode()
    in_conflict(world)
    page = client(world.secretary).get(url).content.decode()
    assert short in page
    assert "Mintalah admin pusat menunjuk juri lain." in page
    assert reverse("jury:seat_juror", args=[world.panel.pk]) not in page
    assert "Sekretaris juri mendudukkan juri lain." in client(world.chair).get(url).content.decode()
    make_holder(RoleKind.JUROR)
    page = client(world.secretary).get(url).content.decode()
    assert "Dudukkan juri lain di bawah." in page
    assert reverse("jury:seat_juror", args=[world.panel.pk]) in page


def test_who_may_not_close_a_panel_is_not_asked_to() -> None:
    world = Jury()
    world.score()
    Conflict.objects.create(
        person=world.chair,
        unit=world.application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=world.seat().starts,
    )
    assert "Usulkan penutupan" not in work(world.chair)
    assert "Usulkan penutupan" in work(world.secretary)
