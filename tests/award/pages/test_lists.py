"""The list of applications: what each reader gets."""

import pytest
from django.urls import reverse

from award.enums import SeasonState, State
from award.models import Season
from directory.enums import RoleKind
from tests.award.stages import head_of
from tests.directory.factories import make_holder, make_unit, signed_in
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
