"""Announcements by their pages: seen before they go, and read by those they went to."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import State
from award.models import Announcement, Application, Season
from directory.enums import RoleKind, UnitType
from directory.models import Person
from record.models import Notice
from tests.directory.factories import make_holder, make_region, make_unit, signed_in
from tests.support.long_works import do_waiting
from tests.support.query_counts import same
from tests.verification.situations import make_application, make_season

pytestmark = pytest.mark.django_db
PAGE, SEND, REMIND = (
    reverse(f"award:{name}") for name in ("announcements", "announce", "remind_silent")
)


@pytest.fixture
def season() -> Season:
    return make_season(self_assessment_opens=-5, self_assessment_due=10)


@pytest.fixture
def admin() -> Person:
    return make_holder(RoleKind.CENTRE_ADMIN)


def draft(season: Season, region: str = "bali") -> Application:
    unit = make_unit(unit_type=UnitType.PROBATION_OFFICE, region=region)
    make_holder(RoleKind.UNIT_HEAD, unit=unit)
    return make_application(season, unit=unit, state=State.DRAFT, claims=False)


def typed(**given: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "region": "",
        "audience": "all",
        "title": "Rapat",
        "body": "<b>Senin</b>",
        **given,
    }


def sent(client: Client, url: str, **given: str) -> Any:
    answer = client.post(url, given)
    assert answer.status_code == 302, answer.content.decode()
    do_waiting()
    return client.get(answer.headers["Location"], follow=True)


def test_it_is_shown_with_its_reach_before_it_goes(season: Season, admin: Person) -> None:
    draft(season)
    client, given = signed_in(admin), typed()
    page = client.post(SEND, given)
    text = " ".join(page.content.decode().split())
    assert page.status_code == 200
    assert "kepala dan operator 1 UPT" in text
    assert "Kepala dan sekretariat Kanwilnya juga" in text
    assert "&lt;b&gt;Senin&lt;/b&gt;" in text
    assert f'value="{given["key"]}"' in text
    assert not Announcement.objects.exists()
    page = sent(client, SEND, **given, seen="on")
    assert page.context["announcement"].delivered_at
    assert (page.context["people"], page.context["units"], page.context["read"]) == (1, 1, 0)


def test_of_what_only_some_are_told_the_kanwil_is_not(season: Season, admin: Person) -> None:
    draft(season)
    make_holder(RoleKind.REGION_SECRETARIAT, region="bali")
    client, given = signed_in(admin), typed(audience="not_begun")
    assert "Kepala dan sekretariat Kanwilnya" not in client.post(SEND, given).content.decode()
    assert sent(client, SEND, **given, seen="on").context["people"] == 1


def test_who_was_told_reads_it_and_nothing_about_the_others(season: Season, admin: Person) -> None:
    head = draft(season).unit.roles.get().person
    sent(signed_in(admin), SEND, **typed(), seen="on")
    notice = Notice.objects.get(recipient=head)
    client = signed_in(head)
    told = client.get(reverse("record:notices")).content.decode()
    assert "Rapat" in told
    page = client.post(reverse("record:open_notice", args=[notice.pk]), follow=True)
    text = page.content.decode()
    assert "&lt;b&gt;Senin&lt;/b&gt;" in text
    assert "Ditjen HAM" in text
    assert "Siapa yang menerimanya" not in text
    assert client.get(PAGE).status_code == 404
    stranger = signed_in(make_holder(RoleKind.UNIT_HEAD))
    assert (
        stranger.get(
            reverse("award:announcement", args=[Announcement.objects.get().pk])
        ).status_code
        == 404
    )


def test_the_page_counts_the_silent_and_reminds_them(season: Season, admin: Person) -> None:
    draft(season), draft(season, "jawa-timur")
    client = signed_in(admin)
    rows = client.get(PAGE).context["silences"].rows
    assert [(silent.value, units.value) for _region, silent, units in rows] == [(1, 1), (1, 1)]
    page = sent(client, REMIND, key=str(uuid4()), region="")
    assert page.context["announcement"].kind == "reminder"
    again = client.post(REMIND, {"key": str(uuid4()), "region": ""})
    assert again.status_code == 422
    assert "sudah diingatkan" in again.content.decode()


def test_a_secretariat_sees_and_tells_its_own_region(season: Season, admin: Person) -> None:
    draft(season), draft(season, "jawa-timur")
    sent(signed_in(admin), SEND, **typed(region="jawa-timur", title="Untuk Jawa"), seen="on")
    client = signed_in(make_holder(RoleKind.REGION_SECRETARIAT, region="bali"))
    page = client.get(PAGE)
    bali = make_region("bali").name
    assert [region.value for region, *_ in page.context["silences"].rows] == [bali]
    assert "Untuk Jawa" not in page.content.decode()
    assert client.post(SEND, typed(region="jawa-timur")).status_code == 422
    assert client.post(SEND, typed(region="")).status_code == 422
    page = sent(client, SEND, **typed(region="bali"), seen="on")
    assert page.context["units"] == 1
    assert "Untuk Jawa" not in client.get(PAGE).content.decode()


def test_an_auditor_reads_all_and_sends_nothing(season: Season, admin: Person) -> None:
    draft(season)
    sent(signed_in(admin), SEND, **typed(), seen="on")
    client = signed_in(make_holder(RoleKind.AUDITOR))
    assert "Rapat" in client.get(PAGE).content.decode()
    assert '<form method="post" action="/pengumuman/' not in client.get(PAGE).content.decode()
    for url in (SEND, REMIND):
        assert client.post(url, typed()).status_code == 403
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"body": ""},
        {"title": "x" * 121},
        {"body": "x" * 2001},
        {"audience": "lain"},
        {"key": "bukan"},
        {"region": "atlantis"},
    ],
)
def test_what_is_wrong_is_told(season: Season, admin: Person, wrong: dict[str, str]) -> None:
    draft(season)
    assert signed_in(admin).post(SEND, {**typed(**wrong), "seen": "on"}).status_code == 422
    assert not Announcement.objects.exists()


def test_without_a_running_season_there_is_nobody_to_tell(admin: Person) -> None:
    client = signed_in(admin)
    assert "Tidak ada periode yang berjalan." in client.get(PAGE).content.decode()
    assert client.post(SEND, typed()).status_code == 422


def test_more_units_cost_no_more_queries(season: Season, admin: Person) -> None:
    regions = ("bali", "jawa-timur", "aceh")

    def grow(count: int) -> None:
        for number in range(count // 10 + 1):
            draft(season, regions[number % 3])

    assert same(signed_in(admin), PAGE, grow) <= 12


def test_a_delivery_that_failed_on_its_way_is_gone_on_with(
    season: Season, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(season), draft(season)
    client, given = signed_in(admin), typed()
    with monkeypatch.context() as broken:
        broken.setattr("award.domain.announcing._delivered", lambda _found: 1 / 0)
        sent(client, SEND, **given, seen="on")
    page = client.get(reverse("award:announcement", args=[given["key"]]))
    assert "Pengiriman terhenti" in page.content.decode()
    url = reverse("award:go_on_announcing", args=[given["key"]])
    stranger = signed_in(make_holder(RoleKind.REGION_VERIFIER, region="aceh"))
    assert stranger.post(url).status_code == 404
    page = sent(client, url)
    assert page.context["announcement"].delivered_at
    assert "Pengiriman terhenti" not in page.content.decode()
    assert Notice.objects.filter(kind="announced").count() == 2
