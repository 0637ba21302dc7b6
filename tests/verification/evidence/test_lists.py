"""Pages with long lists ask the database the same number of questions, however long they are."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.models import Application
from directory.models import Person
from record.models import Blob
from tests.directory.factories import signed_in
from tests.verification.evidence.world import FIRST, SECOND, head_of, make_application, make_team
from verification.models import Checking, EvidenceItem, EvidenceVersion, Finding, Preview

MOST = 30
MOST_OF_A_FINDING = 50
pytestmark = pytest.mark.django_db


def fill(application: Application, count: int, indicator: str = FIRST) -> None:
    """So many more files with previews and a question each, all under one indicator."""
    head, now = head_of(application), timezone.now()
    start = EvidenceItem.objects.count()
    items = EvidenceItem.objects.bulk_create(
        EvidenceItem(application=application, indicator=indicator, number=start + n + 1)
        for n in range(count)
    )
    blobs = Blob.objects.bulk_create(
        Blob(sha256=f"{start + n:064x}", size=1000) for n in range(count)
    )
    versions = EvidenceVersion.objects.bulk_create(
        EvidenceVersion(
            item=item, version=1, blob=blob, size=1000, kind="jpeg", original_name="a.jpg",
            uploaded_by=head, begun_at=now, received_at=now,
        )
        for item, blob in zip(items, blobs, strict=True)
    )  # fmt: skip
    Checking.objects.bulk_create(Checking(version=v, state="flagged") for v in versions)
    Preview.objects.bulk_create(
        Preview(version=v, name=name, blob=v.blob)
        for v in versions
        for name in ("preview", "thumbnail")
    )
    Finding.objects.bulk_create(
        Finding(
            version=v, raised_by=head, kind="raised_by_person", severity="low",
            explanation_id="?", explanation_en="?", at=now,
        )
        for v in versions
    )  # fmt: skip


def queries(person: Person, url: str) -> int:
    client = signed_in(person)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("route", ["evidence", "indicator", "indicator_files", "findings"])
@pytest.mark.parametrize("who", ["unit", "team"])
def test_the_same_number_of_queries_for_3_and_for_300(route: str, who: str) -> None:
    if (route, who) == ("findings", "unit"):
        pytest.skip("the unit has no list of findings")
    application = make_application()
    person = head_of(application) if who == "unit" else make_team(application).leader
    args: list[Any] = [application.pk]
    if route.startswith("indicator"):
        args.append(FIRST)
    url = reverse(f"verification:{route}", args=args)
    fill(application, 3)
    few = queries(person, url)
    fill(application, 297, SECOND if route == "indicator" else FIRST)  # no slot takes 300
    assert queries(person, url) == few
    assert few <= MOST


def test_the_work_list_asks_the_same_for_3_and_for_300_files() -> None:
    application = make_application()
    person = head_of(application)
    url = reverse("award:work")
    fill(application, 3)
    few = queries(person, url)
    fill(application, 297)
    assert queries(person, url) == few


def test_the_page_of_a_finding_asks_the_same_beside_3_and_beside_300() -> None:
    application = make_application()
    leader = make_team(application).leader
    fill(application, 3)
    finding = Finding.objects.order_by("at", "pk")[0]
    url = reverse("verification:finding", args=[finding.pk])
    few = queries(leader, url)
    fill(application, 297)
    Finding.objects.bulk_create(
        Finding(
            version=finding.version, raised_by=leader, kind="raised_by_person", severity="low",
            explanation_id="?", explanation_en="?", at=finding.at,
        )
        for _ in range(30)
    )  # fmt: skip
    assert queries(leader, url) == few
    assert few <= MOST_OF_A_FINDING
