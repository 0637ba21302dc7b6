"""What is sent to units comes back signed: each bound to its own draft, refused where it is not."""

import pytest
from django.urls import reverse

from jury.models import Paper, ReportCard
from tests.directory.factories import signed_in
from tests.jury.pages.test_papers import decided
from tests.jury.papers import make_documents
from tests.jury.worlds import Jury
from tests.support.signed import keeps_a_signed_one, may_not_bring, refuses_what_is_wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    world = decided()
    world.publish()
    make_documents()
    return world


def test_a_report_card_comes_back_signed(world: Jury) -> None:
    first, second = world.applications
    url = reverse("jury:report_card_copies", args=[first.pk])
    assert url in signed_in(world.head()).get(reverse("jury:result", args=[first.pk])).text
    ours = ReportCard.objects.get(decision__application=first).blob_id
    other = ReportCard.objects.get(decision__application=second).blob_id
    name = f"Rapor – {second.unit.name}"
    refuses_what_is_wrong(world.admin, url, ours, other=other, name=name)
    may_not_bring(world.head(), url, ours, 403)
    may_not_bring(world.jurors[0], url, ours, 404)
    file = keeps_a_signed_one(world.admin, url, ours, "jury:signed_report_card", first.pk)
    assert signed_in(world.head()).get(file).status_code == 200
    assert signed_in(world.head(second)).get(file).status_code == 404
    crossed = file.replace(str(first.pk), str(second.pk))
    assert signed_in(world.admin).get(crossed).status_code == 404


def test_a_letter_comes_back_signed(world: Jury) -> None:
    first, second = world.applications
    ours, other = (Paper.objects.get(decision__application=a) for a in (first, second))
    url = reverse("jury:paper", args=[ours.pk])
    name = f"Surat pemberitahuan hasil – {second.unit.name}"
    refuses_what_is_wrong(world.admin, url, ours.blob_id, other=other.blob_id, name=name)
    may_not_bring(world.head(), url, ours.blob_id, 403)
    may_not_bring(world.head(second), url, ours.blob_id, 404)
    file = keeps_a_signed_one(world.admin, url, ours.blob_id, "jury:signed_paper", ours.pk)
    assert signed_in(world.head()).get(file).status_code == 200
    assert signed_in(world.head(second)).get(file).status_code == 404


def test_before_publication_there_is_no_report_card_to_sign() -> None:
    world = decided()
    url = reverse("jury:report_card_copies", args=[world.application.pk])
    for person in (world.admin, world.head()):
        assert signed_in(person).get(url).status_code == 404
