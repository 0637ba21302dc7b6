"""Older versions' findings on the pages: folded beneath, with what was decided about them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.enums import RoleKind
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.newer import check_again, newer_and_silent, newer_version
from tests.verification.evidence.test_findings import say
from tests.verification.evidence.world import (
    Team,
    checked,
    head_of,
    make_application,
    make_team,
    photo,
)
from verification.enums import Verdict
from verification.models import EvidenceVersion, Finding
from workers.checks.duplicates import VERSIONS

NOW = VERSIONS["exact_duplicate"]
pytestmark = pytest.mark.django_db
HISTORY = "Riwayat: temuan yang sama dari versi pemeriksaan sebelumnya"
REPLACED = "Versi pemeriksaan yang lebih baru sudah melihat berkas ini."


@pytest.fixture
def version() -> EvidenceVersion:
    """A file of a unit, the same as another unit's."""
    found = checked(make_application(), photo(1))
    checked(make_application(), photo(1))
    return found


@pytest.fixture
def team(version: EvidenceVersion) -> Team:
    return make_team(version.item.application)


def read(client: Client, route: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"verification:{route}", args=args), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def versions(version: EvidenceVersion) -> list[Finding]:
    return list(version.findings.order_by("check_version"))


def test_a_finding_says_which_check_and_version_raised_it(
    version: EvidenceVersion, team: Team
) -> None:
    page = read(signed_in(team.leader), "finding", versions(version)[0].pk)
    assert f"Berkas yang sama, versi {NOW}" in page


def test_those_who_judge_read_what_the_check_was_told(version: EvidenceVersion, team: Team) -> None:
    finding = versions(version)[0]
    page = read(signed_in(team.leader), "finding", finding.pk)
    # Raised by the check of the other unit's file: that one's parameters are not this one's.
    assert finding.result is not None
    assert finding.result.version_id != version.pk
    assert "Dasar pemeriksaan" in page
    assert "Awal periode" not in page
    say(finding, Verdict.ASK, team.leader)
    with newer_version():
        check_again(version)
    page = read(signed_in(team.leader), "finding", versions(version)[1].pk)
    assert "Awal periode" in page
    assert "1 Januari 2026" in page
    told = read(signed_in(head_of(version.item.application)), "finding", finding.pk)
    assert "Dasar pemeriksaan" not in told


@pytest.mark.parametrize("route", ["findings", "indicator", "evidence_item"])
def test_the_older_one_is_folded_beneath_the_newer(
    version: EvidenceVersion, team: Team, route: str
) -> None:
    say(versions(version)[0], Verdict.NO_ISSUE, team.leader)
    with newer_version():
        check_again(version)
    item = version.item
    routes: dict[str, list[object]] = {
        "findings": [item.application_id],
        "indicator": [item.application_id, item.indicator],
        "evidence_item": [item.pk],
    }
    page = read(signed_in(team.leader), route, *routes[route])
    card = page[page.index('class="p2-card ') : page.index("</article>")]
    assert page.count('class="p2-card ') == 1
    assert f"versi {NOW + 1}" in card[: card.index(HISTORY)]
    folded = card[card.index(HISTORY) :]
    assert f"versi {NOW}" in folded
    assert "Tidak ada masalah. </strong> Sudah dilihat." in folded


def test_all_findings_name_each_question_once(version: EvidenceVersion, team: Team) -> None:
    with newer_version():
        check_again(version)
    page = read(signed_in(team.leader), "findings", version.item.application_id, semua="1")
    assert page.count('class="p2-card ') == 1
    assert HISTORY in page


def test_what_the_newer_version_no_longer_asks_is_said_to_be_history(
    version: EvidenceVersion, team: Team
) -> None:
    with newer_and_silent():
        check_again(version)
    client, application = signed_in(team.leader), version.item.application_id
    assert "Tidak ada temuan yang menunggu keputusan." in read(client, "findings", application)
    assert REPLACED in read(client, "findings", application, semua="1")
    assert REPLACED in read(client, "finding", versions(version)[0].pk)


def test_the_page_of_an_older_finding_leads_to_the_newest(
    version: EvidenceVersion, team: Team
) -> None:
    with newer_version():
        check_again(version)
    with newer_version(by=2):
        check_again(version)
    first, second, third = versions(version)
    client = signed_in(team.leader)
    link = reverse("verification:finding", args=[third.pk])
    text = "Buka temuan yang sama dari versi pemeriksaan yang terbaru"
    for older in (first, second):
        page = read(client, "finding", older.pk)
        assert f'href="{link}">{text}' in page
    newest = read(client, "finding", third.pk)
    assert text not in newest
    assert newest.index(f"versi {NOW + 1}, ") < newest.index(f"versi {NOW}, ")


def test_the_unit_sees_of_another_unit_only_what_it_was_asked(
    version: EvidenceVersion, team: Team
) -> None:
    asked = versions(version)[0]
    say(asked, Verdict.ASK, team.leader)
    with newer_version():
        check_again(version)
    client = signed_in(head_of(version.item.application))
    page = read(client, "finding", asked.pk)
    assert "Buka temuan yang sama dari versi" not in page
    newer = reverse("verification:finding", args=[versions(version)[1].pk])
    assert newer not in page
    assert client.get(newer).status_code == 404
    assert HISTORY not in page


def test_history_costs_the_same_for_one_and_for_many(team: Team, version: EvidenceVersion) -> None:
    application = version.item.application
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    with newer_version():
        check_again(version)
    url = reverse("verification:findings", args=[application.pk])

    def cost() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).content.decode().count(HISTORY) == shown
        return len(captured)

    shown = 1
    first = cost()
    for seed in (5, 6, 7):
        more = checked(application, photo(seed))
        checked(make_application(), photo(seed))
        with newer_version():
            check_again(more)
    shown = 4
    assert cost() == first
