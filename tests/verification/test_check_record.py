"""The centre's record of each check: what was raised, what became of it, what was not done."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from award.models import Season
from directory.enums import RoleKind
from directory.models import Region
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.support.query_counts import queries
from tests.verification.evidence.newer import check_again, newer_version
from tests.verification.evidence.test_findings import say
from tests.verification.evidence.world import (
    checked,
    make_application,
    make_season,
    make_team,
    photo,
)
from verification.enums import Verdict
from verification.models import EvidenceVersion, Finding
from verification.queries.check_record import (
    CHECK,
    IN_REGION,
    Looks,
    Part,
    Tally,
    looks,
    tallies,
)
from workers.checks.duplicates import VERSIONS

pytestmark = pytest.mark.django_db
V = Verdict
EXACT = ("exact_duplicate", VERSIONS["exact_duplicate"])


def twins(seed: int) -> EvidenceVersion:
    """The same photograph of two units; the first of them."""
    found = checked(make_application(), photo(seed))
    checked(make_application(), photo(seed))
    return found


def decided(seed: int, *verdicts: Verdict) -> EvidenceVersion:
    version = twins(seed)
    leader = make_team(version.item.application).leader
    for verdict in verdicts:
        say(version.findings.get(), verdict, leader)
    return version


def of_exact(part: Part | None = None) -> Tally:
    return tallies(part or Part(), *CHECK)[EXACT]


def test_what_was_raised_and_what_people_last_said() -> None:
    for seed, verdicts in enumerate(
        [[V.NO_ISSUE], [V.ASK], [V.REPAIR], [V.SUSPECTED_FALSE], [V.ASK, V.NO_ISSUE], []]
    ):
        decided(seed, *verdicts)
    confirmed = decided(9, V.SUSPECTED_FALSE, V.CONFIRMED_FALSE)
    assert confirmed.findings.get().severity == "high"
    assert of_exact() == Tally(
        raised=14, high=14, confirmed=2, dismissed=2, asked=1, suspected=1, open=8
    )


def test_what_waits_no_more_is_not_open() -> None:
    version = twins(1)
    with newer_version():
        check_again(version)
    found = tallies(Part(), *CHECK)
    # The newer version asked again about both files; nobody is asked twice.
    assert found[EXACT] == Tally(raised=2, high=2)
    assert found["exact_duplicate", EXACT[1] + 1] == Tally(raised=2, high=2, open=2)


def test_by_season_and_region() -> None:
    near, far = (Region.objects.get(pk=code) for code in ("bali", "aceh"))
    old = make_season(2025)
    now = make_season(2026)
    for region, season, seed in ((near, old, 1), (near, now, 2), (far, now, 3)):
        for _ in range(2):
            unit = make_unit(region=region)
            checked(make_application(season, unit), photo(seed))
    assert of_exact().raised == 6
    assert of_exact(Part(season=now.pk)).raised == 4
    assert of_exact(Part(region=near.pk)).raised == 4
    assert of_exact(Part(season=now.pk, region=near.pk)).raised == 2
    by_region = tallies(Part(season=now.pk), IN_REGION)
    assert {key: tally.raised for key, tally in by_region.items()} == {("bali",): 2, ("aceh",): 2}


def test_files_that_could_not_be_checked_until_a_later_run_could(settings: object) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"  # type: ignore[attr-defined]
    version = checked(make_application(), photo(1))
    reason = ("antivirus", 1, "scanner_unreachable")
    assert looks(Part(), *CHECK, "reason")[reason] == Looks(failed=1)
    settings.CLAMD_URL = ""  # type: ignore[attr-defined]
    check_again(version)
    found = looks(Part(), *CHECK)
    assert found["content", 1] == Looks(done=1)
    assert not any(files.failed for files in found.values())


def page(client: Client, **query: str | int) -> str:
    answer = client.get(reverse("verification:check_record"), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


@pytest.fixture
def centre() -> Client:
    return signed_in(make_holder(RoleKind.CENTRE_VERIFIER))


def test_the_page_names_checks_with_their_versions_and_reasons(
    centre: Client, settings: object
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"  # type: ignore[attr-defined]
    twins(1)
    text = page(centre)
    assert re.search(rf"Berkas yang sama <br> <span class=\"govuk-hint\"> versi {EXACT[1]}", text)
    assert "Antivirus, 2 berkas:" in text
    assert "Menurut Kanwil" in text


def test_what_was_asked_for_stays_chosen_and_goes_into_the_file(centre: Client) -> None:
    twins(1)
    season = Season.objects.get()
    text = page(centre, season=season.pk)
    assert f'value="{season.pk}" selected' in text
    assert f"{reverse('verification:check_record_csv')}?season={season.pk}" in text


def test_nonsense_in_the_address_shows_everything(centre: Client) -> None:
    twins(1)
    assert "Menurut Kanwil" in page(centre, season="x", region="atlantis")


def test_the_file_for_a_spreadsheet(centre: Client) -> None:
    decided(1, V.NO_ISSUE)
    answer = centre.get(
        reverse("verification:check_record_csv"), {"season": Season.objects.get().pk}
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="catatan-pemeriksaan-2026.csv"'
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    raised = [r for r in rows if r["kind"] == "exact_other_unit"]
    assert sum(int(r["raised"]) for r in raised) == 2
    assert sum(int(r["dismissed"]) for r in raised) == 1
    files = [r for r in rows if r["check"] == "content" and not r["kind"]]
    assert sum(int(r["files_checked"]) for r in files) == 2


@pytest.mark.parametrize("kind", sorted(set(RoleKind) - {
    RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR,
}))  # fmt: skip
@pytest.mark.parametrize("route", ["check_record", "check_record_csv"])
def test_it_does_not_exist_for_others(kind: RoleKind, route: str) -> None:
    client = signed_in(make_holder(kind))
    assert client.get(reverse(f"verification:{route}")).status_code == 404


def test_the_page_asks_the_database_at_most_twelve_times(centre: Client) -> None:
    url = reverse("verification:check_record")
    empty = queries(centre, url)
    for seed in range(3):
        twins(seed)
    season = Season.objects.get().pk
    narrowed = f"?season={season}&region=bali"
    assert queries(centre, url) == empty <= 12
    assert queries(centre, url + narrowed) <= 12
    assert queries(centre, reverse("verification:check_record_csv") + narrowed) <= 12
    assert Finding.objects.count() == 6
