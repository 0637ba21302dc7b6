"""A unit is heard; two different people draw the consequence."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from jury.domain.hearings import open_hearing
from jury.models import Certificate, Hearing
from record.dates import day_text
from record.models import Job
from tests.directory.factories import make_holder
from tests.jury.papers import make
from tests.jury.worlds import Jury, client
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def awarded() -> Jury:
    world = Jury()
    world.published()
    return world


def opened(world: Jury) -> Hearing:
    return open_hearing(
        application_id=world.application.pk, charge="Fasilitas dibongkar?", by=Actor(world.admin)
    )


def page_url(world: Jury) -> str:
    return reverse("jury:hearing", args=[world.application.pk])


def consequence() -> dict[str, str]:
    return {"reason": "Terbukti.", "number": "M.HH-99", "on": today().isoformat()}


def test_the_admin_asks_and_the_head_answers_once(awarded: Jury) -> None:
    url = reverse("jury:hearing_open", args=[awarded.application.pk])
    admin = client(awarded.admin)
    assert admin.post(url, {"charge": ""}).status_code == 422
    assert admin.post(url, {"charge": "Fasilitas dibongkar?"}).status_code == 302
    hearing = Hearing.objects.get()
    head = client(awarded.head())
    assert page_url(awarded) in head.get(reverse("award:work")).content.decode()
    assert "Fasilitas dibongkar?" in head.get(page_url(awarded)).content.decode()
    answer = reverse("jury:hearing_answer", args=[hearing.pk])
    assert head.post(answer, {"answer": " "}).status_code == 422
    assert head.post(answer, {"answer": "Sedang direnovasi."}).status_code == 302
    assert head.post(answer, {"answer": "Lagi."}).status_code == 422
    assert "Sedang direnovasi." in admin.get(page_url(awarded)).content.decode()


def test_a_unit_that_is_not_asked_has_no_such_page(awarded: Jury) -> None:
    assert client(awarded.head()).get(page_url(awarded)).status_code == 404
    opened(awarded)
    assert client(awarded.head()).get(page_url(awarded)).status_code == 200
    region_head = make_holder(RoleKind.REGION_HEAD, region=awarded.application.region)
    for person in (awarded.head(awarded.forwarded()), region_head, awarded.jurors[0]):
        assert client(person).get(page_url(awarded)).status_code == 404


def test_nobody_else_answers_opens_or_drops(awarded: Jury) -> None:
    hearing = opened(awarded)
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=awarded.application.unit)
    answer = reverse("jury:hearing_answer", args=[hearing.pk])
    assert client(operator).post(answer, {"answer": "Ya."}).status_code == 403
    stranger = client(awarded.head(awarded.forwarded()))
    assert stranger.post(answer, {"answer": "Ya."}).status_code == 404
    for person in (awarded.head(), awarded.secretary, make_holder(RoleKind.AUDITOR)):
        browser = client(person)
        for name in ("hearing_drop", "hearing_propose"):
            assert browser.post(reverse(f"jury:{name}", args=[hearing.pk])).status_code == 404
        begin = reverse("jury:hearing_open", args=[awarded.application.pk])
        assert browser.post(begin, {"charge": "Apa?"}).status_code == 404
    hearing.refresh_from_db()
    assert hearing.answered_at is None
    assert hearing.closed_at is None


def test_too_late_is_not_answered(awarded: Jury) -> None:
    hearing = opened(awarded)
    over(hearing)
    refused = client(awarded.head()).post(
        reverse("jury:hearing_answer", args=[hearing.pk]), {"answer": "Terlambat."}
    )
    assert refused.status_code == 422


def over(hearing: Hearing) -> None:
    past = timezone.now() - timedelta(days=1)
    Hearing.objects.filter(pk=hearing.pk).update(
        opened_at=past - timedelta(days=9), answer_due=past
    )


def test_a_hearing_is_dropped_with_a_reason(awarded: Jury) -> None:
    hearing = opened(awarded)
    url = reverse("jury:hearing_drop", args=[hearing.pk])
    browser = client(awarded.chair)
    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "Salah unit."}).status_code == 302
    hearing.refresh_from_db()
    assert hearing.closed_at is not None


def test_two_people_revoke_after_the_unit_was_heard(awarded: Jury) -> None:
    for job in Job.objects.filter(kind="render_certificate"):
        make(job)
    hearing = opened(awarded)
    admin, chair = client(awarded.admin), client(awarded.chair)
    assert "masih dapat memberi keterangan" in admin.get(page_url(awarded)).content.decode()
    over(hearing)
    propose = reverse("jury:hearing_propose", args=[hearing.pk])
    assert admin.post(propose, consequence() | {"number": ""}).status_code == 422
    assert admin.post(propose, consequence()).status_code == 302
    proposal = Proposal.objects.get(act="revoke")
    confirm = reverse("jury:hearing_confirm", args=[proposal.pk])
    assert page_url(awarded) in chair.get(reverse("award:work")).content.decode()
    shown = chair.get(page_url(awarded)).content.decode()
    assert confirm in shown
    assert day_text(today()) in shown
    assert confirm not in admin.get(page_url(awarded)).content.decode()
    data = {"digest": proposal.digest}
    assert admin.post(confirm, data).status_code == 403
    assert chair.post(confirm, {"digest": "0"}).status_code == 422
    assert chair.post(confirm, data).status_code == 302
    assert reload(awarded.application).state == State.REVOKED
    page = client(awarded.head()).get(reverse("jury:result", args=[awarded.application.pk]))
    assert "Terbukti." in page.content.decode()
    check = client(awarded.head()).get(
        reverse("jury:certificate_check", args=[Certificate.objects.get().token])
    )
    told = check.content.decode()
    assert "sudah tidak berlaku" in told
    for words in ("Terbukti.", "M.HH-99", day_text(today()), "Dicabut sejak"):
        assert words in told, words


def test_before_the_unit_was_heard_nothing_follows(awarded: Jury) -> None:
    hearing = opened(awarded)
    client(awarded.admin).post(reverse("jury:hearing_propose", args=[hearing.pk]), consequence())
    proposal = Proposal.objects.get(act="revoke")
    refused = client(awarded.chair).post(
        reverse("jury:hearing_confirm", args=[proposal.pk]), {"digest": proposal.digest}
    )
    assert refused.status_code == 422
    assert reload(awarded.application).state == State.AWARDED


def test_who_has_a_conflict_opens_nothing(awarded: Jury) -> None:
    awarded.bar(awarded.chair)
    browser = client(awarded.chair)
    page = browser.get(page_url(awarded))
    assert "open_form" not in page.context
    assert "orang lain yang menanganinya" in page.text
    url = reverse("jury:hearing_open", args=[awarded.application.pk])
    refused = browser.post(url, {"charge": "Jelaskan."})
    assert refused.status_code == 403
    assert "benturan kepentingan dengan UPT ini" in refused.text
    assert not Hearing.objects.exists()


def test_who_has_a_conflict_drops_nothing(awarded: Jury) -> None:
    hearing = opened(awarded)
    awarded.bar(awarded.chair)
    browser = client(awarded.chair)
    assert "judging" not in browser.get(page_url(awarded)).context
    url = reverse("jury:hearing_drop", args=[hearing.pk])
    assert browser.post(url, {"reason": "Tidak perlu."}).status_code == 403
    hearing.refresh_from_db()
    assert hearing.closed_at is None


def test_a_consequence_is_not_put_before_who_has_a_conflict(awarded: Jury) -> None:
    hearing = opened(awarded)
    over(hearing)
    propose = reverse("jury:hearing_propose", args=[hearing.pk])
    assert client(awarded.admin).post(propose, consequence()).status_code == 302
    work = reverse("award:work")
    assert page_url(awarded) in client(awarded.chair).get(work).text
    awarded.bar(awarded.chair)
    assert page_url(awarded) not in client(awarded.chair).get(work).text
