"""Deciding and drafting under embargo leave no mail, notice, job or page that tells an outcome."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.enums import RoleKind
from jury.models import Paper
from record.models import Job, Notice
from tests.directory.factories import make_holder
from tests.jury.pages.test_papers import drafted
from tests.jury.papers import make_documents
from tests.jury.worlds import BEST, Jury, client
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


def traces() -> tuple[int, list[str], int]:
    return (
        Notice.objects.count(),
        sorted(Job.objects.exclude(kind="send_mail").values_list("kind", flat=True)),
        len(mail.outbox),
    )


@pytest.mark.parametrize("award", [True, False])
def test_nothing_is_left_outside_the_centre(award: bool) -> None:  # noqa: FBT001
    world = Jury()
    world.score(BEST)
    world.close()
    make_documents()
    before = traces()
    world.decide(award=award, expected_version=reload(world.application).version)
    paper = drafted(world)
    assert traces() == before
    assert list(Paper.objects.exclude(pk=paper.pk).values_list("kind", flat=True)) == ["closing"]
    year, pk = world.season.year, world.application.pk
    closed = [
        reverse("jury:papers", args=[year]),
        reverse("jury:paper", args=[paper.pk]),
        reverse("jury:paper_file", args=[paper.pk]),
        reverse("jury:laureates", args=[year, 1]),
        reverse("jury:result", args=[pk]),
        reverse("jury:report_card", args=[pk]),
        reverse("jury:results_season", args=[year]),
    ]
    region = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person in (world.head(), region, world.jurors[0]):
        assert {client(person).get(url).status_code for url in closed} == {404}
    assert Client().get(closed[3]).status_code == 404
    assert Client().get(closed[-1]).status_code == 404
    story = client(world.head()).get(reverse("award:application", args=[pk])).content.decode()
    for words in ("Menerima penghargaan", "Belum menerima", "Rancangan keputusan"):
        assert words not in story
