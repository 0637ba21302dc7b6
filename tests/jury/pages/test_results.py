"""A result: nothing before publication, all of it afterwards, some outcomes at once."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from directory.enums import RoleKind
from directory.models import Person
from jury.models import Certificate, Decision
from tests.directory.factories import make_holder
from tests.jury.papers import make_documents
from tests.jury.worlds import Jury, client
from tests.verification.situations import put

pytestmark = pytest.mark.django_db

PAGES = ("jury:result", "jury:objection", "jury:report_card")


def statuses(world: Jury, person: Person) -> list[int]:
    browser = client(person)
    urls = [reverse(name, args=[world.application.pk]) for name in PAGES]
    return [browser.get(url).status_code for url in urls]


def test_before_publication_nobody_has_a_result_page() -> None:
    world = Jury()
    world.score()
    world.close()
    world.decide()
    region_head = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person in (world.head(), region_head, world.admin, world.chair, world.jurors[0]):
        assert statuses(world, person) == [404, 404, 404]
    page = client(world.head()).get(reverse("award:application", args=[world.application.pk]))
    text = page.content.decode()
    assert reverse("jury:result", args=[world.application.pk]) not in text
    assert "Menerima penghargaan" not in text


def test_under_embargo_the_unit_cannot_tell_one_state_from_another() -> None:
    world = Jury()
    world.score()
    world.close()
    pages = [
        reverse("award:application", args=[world.application.pk]),
        reverse("award:applications"),
        reverse("award:work"),
    ]
    seen = []
    for state in (State.IN_SCORING, State.SCORED, State.AWARDED, State.NOT_AWARDED):
        put(world.application, state)
        browser = client(world.head())
        seen.append([main(browser.get(url)) for url in pages])
    assert seen == [seen[0]] * 4


def main(page: Any) -> str:
    """What a page says, without the clock in its footer."""
    text: str = page.content.decode()
    return text.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_afterwards_the_unit_reads_outcome_reasons_scores_and_until_when_to_object() -> None:
    world = Jury()
    world.published()
    page = client(world.head()).get(reverse("jury:result", args=[world.application.pk]))
    text = page.content.decode()
    assert "Menerima penghargaan" in text
    assert "Semua layanan diberikan." in text
    assert page.context["told"].rank == 1
    assert page.context["told"].scores["opened"][-1].steps
    assert page.context["may_object"]
    link = client(world.head()).get(reverse("award:application", args=[world.application.pk]))
    assert reverse("jury:result", args=[world.application.pk]) in link.content.decode()


def test_the_kanwil_and_the_centre_read_it_too_others_do_not() -> None:
    world = Jury()
    world.published()
    region_head = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person in (region_head, world.admin, make_holder(RoleKind.AUDITOR)):
        assert statuses(world, person)[:2] == [200, 200]
    other = world.forwarded()
    far = make_holder(RoleKind.REGION_HEAD, region="papua")
    for person in (world.head(other), far, world.jurors[0]):
        assert statuses(world, person) == [404, 404, 404]


def test_documents_are_attachments_that_are_not_kept() -> None:
    world = Jury()
    world.published()
    make_documents()
    certificate = Certificate.objects.get()
    pk = world.application.pk
    urls = [
        reverse("jury:report_card", args=[pk]),
        reverse("jury:certificate", args=[pk, certificate.pk]),
    ]
    for person in (world.head(), world.admin):
        for url in urls:
            answer = client(person).get(url)
            assert answer.status_code == 200
            assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer["Content-Security-Policy"]
    page = client(world.head()).get(reverse("jury:result", args=[pk])).content.decode()
    assert all(url in page for url in urls)
    stranger = client(world.head(world.forwarded()))
    assert {stranger.get(url).status_code for url in urls} == {404}


def test_a_revoked_certificate_is_handed_out_no_more() -> None:
    world = Jury()
    world.published()
    make_documents()
    certificate = Certificate.objects.get()
    Certificate.objects.update(state="revoked", revoked_at=certificate.issued_at)
    url = reverse("jury:certificate", args=[world.application.pk, certificate.pk])
    assert client(world.head()).get(url).status_code == 404


@pytest.mark.parametrize("state", [State.NOT_PASSED, State.NOT_ASSESSABLE, State.DISQUALIFIED])
def test_what_ends_the_way_is_told_at_once_without_scores(state: State) -> None:
    world = Jury()
    world.score()
    world.close()
    put(world.application, state)
    page = client(world.head()).get(reverse("jury:result", args=[world.application.pk]))
    assert page.status_code == 200
    assert page.context["told"].label == state.label
    assert page.context["told"].scores is None
    assert page.context["ends"] is not None


def test_an_amending_decision_waits_for_its_own_publication() -> None:
    world = Jury()
    world.published(award=False)
    first = Decision.objects.get()
    Decision.objects.create(
        application=world.application,
        version=2,
        outcome="awarded",
        number="M.HH-02",
        date=first.date,
        reasons="Setelah keberatan.",
        result=first.result,
        by=world.other_admin,
        at=timezone.now(),
    )
    put(world.application, State.AWARDED)
    url = reverse("jury:result", args=[world.application.pk])
    assert client(world.head()).get(url).context["told"].decision == first
    amend = reverse("jury:publish_amendment", args=[world.application.pk])
    assert client(world.head()).get(amend).status_code == 404
    browser = client(world.admin)
    assert amend in browser.get(reverse("award:work")).content.decode()
    refused = browser.post(amend, {"number": "", "on": ""})
    assert refused.status_code == 422
    done = browser.post(amend, {"number": "M.HH-03", "on": str(first.date), "note": "Ralat."})
    assert done["Location"] == url
    told = client(world.head()).get(url).context["told"]
    assert told.decision.version == 2
    assert browser.get(amend).status_code == 404
