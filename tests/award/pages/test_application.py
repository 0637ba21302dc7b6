"""One application's page: the next step in the words of who reads it, and that an act was done."""

import pytest
from django.urls import reverse

from award.enums import State
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene, put

pytestmark = pytest.mark.django_db


def page(scene: Scene, person: Person) -> str:
    url = reverse("award:application", args=[scene.application.pk])
    return signed_in(person).get(url).content.decode()


def test_each_side_reads_its_own_next_step() -> None:
    scene = Scene()
    head = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    assert "Jawab temuan bila ditanya" in page(scene, head)
    for person in (scene.leader, scene.place.secretariat, make_holder(RoleKind.AUDITOR)):
        assert "Jawab temuan" not in page(scene, person)
        assert "lalu menandatangani Berita Acara" in page(scene, person)


def test_an_act_is_confirmed_with_what_comes_next() -> None:
    scene = Scene()
    minutes = scene.close()
    assert minutes.signatures.count() == 2
    version = scene.application.version
    client = signed_in(scene.leader)
    url = reverse("award:walk", args=[scene.application.pk, "complete_verification"])
    answer = client.post(url, {"version": version}, follow=True)
    assert "Berhasil: Selesaikan verifikasi." in answer.content.decode()
    put(scene.application, State.VERIFIED)
    client = signed_in(scene.place.head)
    url = reverse("award:walk", args=[scene.application.pk, "forward"])
    answer = client.post(url, {"version": version + 1}, follow=True)
    assert "Berhasil: Teruskan ke pusat." in answer.content.decode()
