"""The centre admin prepares, opens and moves seasons; nobody else does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import DateKind, SeasonState, State
from award.models import Application, Extension, Season, SeasonDate
from award.queries.instruments import instrument_of
from directory.enums import RoleKind
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.verification.situations import BY_CENTRE, Scene, make_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    return signed_in(make_holder(RoleKind.CENTRE_ADMIN))


def prepare(admin: Client, year: int = 2030) -> Season:
    data = {
        "year": year,
        "name": f"P2HAM {year}",
        "instrument": make_instrument(BY_CENTRE).pk,
        "time_zone": "Asia/Makassar",
        "upload_grace_minutes": 30,
    }
    assert admin.post(reverse("award:season_new"), data).status_code == 302
    return Season.objects.get(year=year)


def days(*, swapped: bool = False) -> dict[str, str]:
    start = timezone.now()
    texts = [f"{start + timedelta(days=n):%Y-%m-%dT%H:%M}" for n in range(len(DateKind))]
    if swapped:
        texts[1], texts[2] = texts[2], texts[1]
    return dict(zip([kind.value for kind in DateKind], texts, strict=True))


def walk(admin: Client, season: Season, to: str) -> int:
    season = Season.objects.get(pk=season.pk)
    data = {"to": to, "version": season.version}
    return admin.post(reverse("award:season_walk", args=[season.year]), data).status_code


def test_a_season_is_prepared_given_a_calendar_and_opened(admin: Client) -> None:
    assessed = make_unit(unit_type="probation_office")
    make_unit(unit_type="confiscated_goods_house")
    make_unit(unit_type="probation_office", closed_on="2020-01-01")
    season = prepare(admin)
    assert walk(admin, season, "open") == 422  # no calendar yet
    calendar = reverse("award:season_calendar", args=[season.year])
    shown = {"version": season.version}
    assert admin.post(calendar, days(swapped=True) | shown).status_code == 422
    assert admin.post(calendar, days() | shown).status_code == 302
    assert walk(admin, season, "open") == 302
    drafts = Application.objects.filter(season=season)
    assert [draft.unit for draft in drafts] == [assessed]
    assert drafts.get().state == State.DRAFT
    assert Season.objects.get(pk=season.pk).frozen_toml


def test_typed_times_are_in_the_seasons_zone(admin: Client) -> None:
    season = prepare(admin)
    typed = days() | {"version": "1", "self_assessment_opens": "2026-01-05T08:00"}
    admin.post(reverse("award:season_calendar", args=[season.year]), typed)
    opens = season.dates.get(kind=DateKind.SELF_ASSESSMENT_OPENS).at
    assert opens.isoformat() == "2026-01-05T00:00:00+00:00"


def test_a_provisional_value_is_set_by_decree_and_frozen(admin: Client) -> None:
    season = prepare(admin)
    url = reverse("award:season_value", args=[season.year])
    data = {
        "path": "process.hearing_days",
        "value": "10",
        "decree_number": "M.HH-1",
        "version": "1",
    }
    assert admin.post(url, {**data, "decree_number": ""}).status_code == 422
    assert admin.post(url, {**data, "value": "ten"}).status_code == 422
    assert admin.post(url, data).status_code == 302
    page = admin.get(reverse("award:season", args=[season.year])).content.decode()
    assert "Hari bagi satuan kerja untuk didengar: 10" in " ".join(page.split())
    assert "hearing_days: " not in page  # words, not the names of the file's fields
    admin.post(reverse("award:season_calendar", args=[season.year]), days() | {"version": "2"})
    walk(admin, season, "open")
    opened = Season.objects.get(pk=season.pk)
    assert instrument_of(opened).process.hearing_days == 10
    assert admin.post(url, {**data, "value": "11"}).status_code == 409


def test_it_moves_only_forward_and_never_past_what_stands_in_the_way(admin: Client) -> None:
    season = Scene().season
    assert walk(admin, season, "scoring") == 422  # forwarding is still possible
    assert walk(admin, season, "decided") == 422
    assert walk(admin, season, "published") == 404  # has a page of its own
    assert walk(admin, season, "nonsense") == 404
    season.dates.filter(kind=DateKind.FORWARDING_DUE).update(at=timezone.now() - timedelta(hours=1))
    assert walk(admin, season, "scoring") == 302
    assert walk(admin, season, "decided") == 422  # an application is still under way
    assert Season.objects.get(pk=season.pk).state == SeasonState.SCORING


def test_an_extension_needs_a_reason_and_a_later_date(admin: Client) -> None:
    scene = Scene()
    url = reverse("award:season_extension", args=[scene.season.year])
    later = f"{timezone.now() + timedelta(days=60):%Y-%m-%dT%H:%M}"
    data = {"kind": "evidence_due", "until": later, "reason": "Banjir.", "region": "", "unit": ""}
    assert admin.post(url, {**data, "reason": ""}).status_code == 422
    earlier = f"{timezone.now() - timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert admin.post(url, {**data, "until": earlier}).status_code == 422
    assert admin.post(url, {**data, "unit": "000000"}).status_code == 422
    unit = scene.application.unit.work_unit_code
    assert admin.post(url, {**data, "unit": unit}).status_code == 302
    assert Extension.objects.get().unit == scene.application.unit


@pytest.mark.parametrize("kind", ["unit_head", "region_head", "centre_verifier", "juror"])
def test_others_do_not_find_the_page(kind: str) -> None:
    scene = Scene()
    client = signed_in(make_holder(RoleKind(kind)))
    for url in (reverse("award:seasons"), reverse("award:season", args=[scene.season.year])):
        assert client.get(url).status_code == 404
    walk_url = reverse("award:season_walk", args=[scene.season.year])
    assert client.post(walk_url, {"to": "scoring"}).status_code == 404


def test_an_auditor_reads_and_changes_nothing() -> None:
    scene = Scene()
    client = signed_in(make_holder(RoleKind.AUDITOR))
    page = client.get(reverse("award:season", args=[scene.season.year]))
    assert page.status_code == 200
    set_dates = SeasonDate.objects.filter(season=scene.season).values_list("kind", flat=True)
    assert set_dates
    for kind in set_dates:
        assert f'<dt class="govuk-summary-list__key">{DateKind(kind).label}</dt>' in page.text
    walk_url = reverse("award:season_walk", args=[scene.season.year])
    assert client.post(walk_url, {"to": "scoring", "version": 1}).status_code == 403
