"""Objections: filed by the head in time, judged by a centre admin who did not decide."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Season
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.objections import file_objection, window_ends
from jury.enums import ObjectionState
from jury.models import Objection
from record.dates import moment_text
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, client
from tests.verification.situations import reload

TAG = re.compile(r"<[^>]+>")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    made = Jury()
    made.published(award=False)
    return made


def own_url(world: Jury) -> str:
    return reverse("jury:objection", args=[world.application.pk])


def filed(world: Jury) -> Objection:
    return file_objection(
        application_id=world.application.pk, text="Fotonya ada.", by=Actor(world.head())
    )


def judge(name: str, objection: Objection) -> str:
    return reverse(f"jury:objection_{name}", args=[objection.pk])


def uphold(world: Jury, **fields: Any) -> dict[str, Any]:
    return {
        "version": reload(world.application).version,
        "target": State.SCORED,
        "answer": "Foto memang ada.",
        **fields,
    }


def test_the_head_files_and_sees_the_objection(world: Jury) -> None:
    browser = client(world.head())
    assert browser.post(own_url(world), {"text": "  "}).status_code == 422
    assert browser.post(own_url(world), {"text": "Fotonya ada."}).status_code == 302
    page = browser.get(own_url(world))
    assert "Fotonya ada." in page.content.decode()
    assert page.context["form"] is None
    again = browser.post(own_url(world), {"text": "Sekali lagi."})
    assert again.status_code == 422
    assert Objection.objects.count() == 1


def test_nobody_but_the_head_files(world: Jury) -> None:
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=world.application.unit)
    for person, status in ((operator, 403), (world.admin, 403), (world.jurors[0], 404)):
        refused = client(person).post(own_url(world), {"text": "Fotonya ada."})
        assert refused.status_code == status
    assert not Objection.objects.exists()


def test_after_its_window_nothing_is_filed(world: Jury) -> None:
    Season.objects.update(published_at=timezone.now() - timedelta(days=400))
    browser = client(world.head())
    assert browser.get(own_url(world)).context["form"] is None
    assert browser.post(own_url(world), {"text": "Terlambat."}).status_code == 422
    assert not Objection.objects.exists()


def test_when_the_window_closed_is_told(world: Jury) -> None:
    open_page = client(world.head()).get(own_url(world)).content.decode()
    assert "sudah lewat" not in open_page
    Season.objects.update(published_at=timezone.now() - timedelta(days=400))
    ends = window_ends(reload(world.application))
    assert ends is not None
    told = f"Batas waktu mengajukan keberatan sudah lewat: {moment_text(ends)}"
    for url in (own_url(world), reverse("jury:result", args=[world.application.pk])):
        page = client(world.head()).get(url).content.decode()
        assert told in " ".join(TAG.sub("", page).split())


def test_the_inbox_is_the_centres(world: Jury) -> None:
    objection = filed(world)
    for person, status in (
        (world.admin, 200),
        (make_holder(RoleKind.AUDITOR), 200),
        (world.chair, 404),
        (world.head(), 404),
    ):
        browser = client(person)
        assert browser.get(reverse("jury:objections")).status_code == status
        assert browser.get(judge("judge", objection)).status_code == status


def test_who_decided_does_not_judge(world: Jury) -> None:
    objection = filed(world)
    browser = client(world.admin)
    page = browser.get(judge("judge", objection))
    assert "uphold_form" not in page.context
    assert "admin pusat yang lain" in page.content.decode()
    assert browser.post(judge("reject", objection), {"answer": "Tidak."}).status_code == 403
    assert browser.post(judge("uphold", objection), uphold(world)).status_code == 403
    auditor = client(make_holder(RoleKind.AUDITOR))
    assert auditor.post(judge("reject", objection), {"answer": "Tidak."}).status_code == 403
    assert Objection.objects.get().state == ObjectionState.FILED


def test_another_admin_rejects_with_reasons(world: Jury) -> None:
    objection = filed(world)
    browser = client(world.other_admin)
    assert browser.post(judge("reject", objection), {"answer": ""}).status_code == 422
    assert browser.post(judge("reject", objection), {"answer": "Sudah benar."}).status_code == 302
    assert "Sudah benar." in client(world.head()).get(own_url(world)).content.decode()
    assert browser.post(judge("reject", objection), {"answer": "Lagi."}).status_code == 422


def test_another_admin_upholds_and_the_application_goes_back(world: Jury) -> None:
    objection = filed(world)
    browser = client(world.other_admin)
    assert browser.post(judge("uphold", objection), uphold(world)).status_code == 302
    assert reload(world.application).state == State.SCORED
    assert Objection.objects.get().state == ObjectionState.UPHELD
    page = client(world.head()).get(reverse("jury:result", args=[world.application.pk]))
    assert "sedang diperiksa kembali" in page.content.decode()


def test_work_that_opens_anew_needs_a_date_to_come(world: Jury) -> None:
    objection = filed(world)
    browser = client(world.other_admin)
    for until in ("", "2020-01-01T08:00"):
        data = uphold(world, target=State.IN_SCORING, until=until)
        refused = browser.post(judge("uphold", objection), data)
        assert refused.status_code == 422
        assert "Tentukan batas waktu baru" in refused.content.decode()
    assert reload(world.application).state == State.NOT_AWARDED


def test_a_stale_page_upholds_nothing(world: Jury) -> None:
    objection = filed(world)
    late = client(world.other_admin).post(judge("uphold", objection), uphold(world, version=1))
    assert late.status_code == 409
    assert Objection.objects.get().state == ObjectionState.FILED


def test_a_target_that_does_not_fit_is_not_offered(world: Jury) -> None:
    objection = filed(world)
    refused = client(world.other_admin).post(
        judge("uphold", objection), uphold(world, target=State.DRAFT)
    )
    assert refused.status_code == 422


def test_who_has_a_conflict_does_not_judge(world: Jury) -> None:
    objection = filed(world)
    world.bar(world.other_admin)
    browser = client(world.other_admin)
    page = browser.get(judge("judge", objection))
    assert "uphold_form" not in page.context
    assert "orang lain yang menanganinya" in page.text
    for name, data in (("reject", {"answer": "Tidak."}), ("uphold", uphold(world))):
        refused = browser.post(judge(name, objection), data)
        assert refused.status_code == 403
        assert "benturan kepentingan dengan UPT ini" in refused.text
    assert Objection.objects.get().state == ObjectionState.FILED
