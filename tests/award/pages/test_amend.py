"""Changing a claim that was sent, from the page of its evidence and back."""

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import State
from award.models import Claim
from directory.enums import RoleKind
from tests.award.stages import head_of
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene(state=State.EVIDENCE_OPEN)


@pytest.fixture
def head(scene: Scene) -> Client:
    return signed_in(head_of(scene.application))


def amend_url(scene: Scene, before: str = "") -> str:
    url = reverse("award:amend", args=[scene.application.pk, scene.indicators[0]])
    return f"{url}?next={before}" if before else url


DATA = {"value": "proses", "reason": "Sedang diperbaiki.", "version": "1"}


def test_from_the_evidence_one_comes_back_to_the_evidence(scene: Scene, head: Client) -> None:
    evidence = reverse("verification:indicator", args=[scene.application.pk, scene.indicators[0]])
    assert amend_url(scene, evidence) in head.get(evidence).content.decode()
    page = head.get(amend_url(scene, evidence)).content.decode()
    assert f'href="{evidence}"' in page
    answer = head.post(amend_url(scene, evidence), DATA)
    assert answer.headers["Location"] == evidence


@pytest.mark.parametrize(
    "before",
    ["", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "kerja"],
)
def test_no_link_leads_to_another_site(scene: Scene, head: Client, before: str) -> None:
    own = reverse("award:application", args=[scene.application.pk])
    assert head.post(amend_url(scene, before), DATA).headers["Location"] == own


def test_earlier_versions_are_told_in_the_words_of_the_scale(scene: Scene, head: Client) -> None:
    head.post(amend_url(scene), DATA)
    claim = Claim.objects.latest("version")
    page = head.get(amend_url(scene)).content.decode()
    story = page[
        page.index("Versi sebelumnya") : page.index("</ul>", page.index("Versi sebelumnya"))
    ]
    assert claim.value == "proses"
    assert "Proses" in story
    assert "proses\n" not in story


def test_an_operator_reads_that_the_head_amends(scene: Scene) -> None:
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)
    page = signed_in(operator).get(amend_url(scene)).content.decode()
    assert "Hanya kepala UPT" in page
    assert "Simpan versi baru" not in page
    assert signed_in(operator).post(amend_url(scene), DATA).status_code == 403


def test_a_second_tab_is_told_what_changed_and_may_then_save(scene: Scene, head: Client) -> None:
    head.post(amend_url(scene), DATA)
    second = head.post(amend_url(scene), {**DATA, "value": "tidak", "reason": "Dibongkar."})
    page = second.content.decode()
    assert second.status_code == 422
    assert "baru saja diubah oleh" in page
    assert "Dibongkar." in page
    assert Claim.objects.latest("version").value == "proses"
    assert 'name="version" value="2"' in page
    again = {**DATA, "value": "tidak", "reason": "Dibongkar.", "version": "2"}
    assert head.post(amend_url(scene), again).status_code == 302
    assert Claim.objects.latest("version").value == "tidak"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_an_amendment_without_a_sound_version_saves_nothing(
    scene: Scene, head: Client, version: str
) -> None:
    assert head.post(amend_url(scene), {**DATA, "version": version}).status_code == 422
    assert not Claim.objects.filter(version=2).exists()
