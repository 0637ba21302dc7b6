"""The list of applications: what each reader gets."""

import pytest
from django.urls import reverse

from award.enums import SeasonState, State
from award.models import Season
from directory.enums import RoleKind
from tests.award.stages import head_of
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.jury.worlds import put_conflict
from tests.verification.situations import Scene, make_application, put

pytestmark = pytest.mark.django_db
LIST = "award:applications"


def test_each_sees_their_own() -> None:
    scene, beside = Scene(), make_unit(name="Bapas Sebelah")
    other = make_application(scene.season, unit=beside)
    page = signed_in(head_of(scene.application)).get(reverse(LIST)).content.decode()
    assert scene.application.unit.name in page
    assert "Bapas Sebelah" not in page
    foreign = reverse("award:application", args=[other.pk])
    assert signed_in(head_of(scene.application)).get(foreign).status_code == 404


def test_filters_narrow_and_nonsense_is_not_asked_for() -> None:
    scene = Scene()
    make_application(scene.season, unit=make_unit(name="Bapas Cari"), state=State.DRAFT)
    client = signed_in(make_holder(RoleKind.CENTRE_ADMIN))

    def names(query: str) -> str:
        return client.get(f"{reverse(LIST)}?{query}").content.decode()

    assert "Bapas Cari" in names("text=cari")
    assert "Bapas Cari" not in names("text=lain")
    assert "Bapas Cari" in names("state=draft")
    assert "Bapas Cari" not in names("state=verified")
    assert "Bapas Cari" in names("state=nonsense&season=99999&page=x&region=nowhere")


@pytest.mark.parametrize("state", [State.SCORED, State.AWARDED, State.NOT_AWARDED])
def test_a_decision_under_embargo_reads_as_being_scored(state: State) -> None:
    scene = Scene()
    put(scene.application, state)
    unit = signed_in(head_of(scene.application))
    page = reverse("award:application", args=[scene.application.pk])
    for client in (unit, signed_in(scene.place.head)):
        for url in (reverse(LIST), page):
            text = client.get(url).content.decode()
            assert str(state.label) not in text.split("</form>")[-1]
        hidden = client.get(f"{reverse(LIST)}?state={state}").content.decode()
        shown = client.get(f"{reverse(LIST)}?state=in_scoring").content.decode()
        assert page not in hidden
        assert page in shown
    centre = signed_in(make_holder(RoleKind.CENTRE_ADMIN)).get(page).content.decode()
    assert str(state.label) in centre


@pytest.mark.parametrize("state", [State.SCORED, State.AWARDED, State.NOT_AWARDED])
def test_so_it_does_at_the_centre_for_who_has_a_conflict_with_the_unit(state: State) -> None:
    scene = Scene()
    put(scene.application, state)
    admin, page = (
        make_holder(RoleKind.CENTRE_ADMIN),
        reverse("award:application", args=[scene.application.pk]),
    )
    client, other = signed_in(admin), make_application(scene.season)
    put(other, state)
    put_conflict(admin, scene.application)
    for url in (page, f"{reverse(LIST)}?text={scene.application.unit.work_unit_code}"):
        text = client.get(url).content.decode().split("</form>")[-1]
        assert str(state.label) not in text
        assert str(State.IN_SCORING.label) in text
    hidden, shown, board = (
        client.get(url).content.decode()
        for url in (
            f"{reverse(LIST)}?state={state}",
            f"{reverse(LIST)}?state=in_scoring",
            f"{reverse('verification:board')}?state=in_scoring",
        )
    )
    assert (page in hidden, page in shown) == (False, True)
    assert scene.application.unit.name in board
    another = reverse("award:application", args=[other.pk])
    assert (another in hidden, another in shown) == (True, False)
    put(scene.application, state, published_version=scene.application.version)
    assert page in client.get(f"{reverse(LIST)}?state={state}").content.decode()


def test_after_publication_everybody_reads_it() -> None:
    scene = Scene()
    put(scene.application, State.AWARDED, published_version=scene.application.version)
    Season.objects.filter(pk=scene.season.pk).update(
        state=SeasonState.PUBLISHED, decision_number="M.1", decision_date="2026-12-10"
    )
    page = reverse("award:application", args=[scene.application.pk])
    assert (
        str(State.AWARDED.label) in signed_in(head_of(scene.application)).get(page).content.decode()
    )
