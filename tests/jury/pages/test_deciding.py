"""The ranking, decisions under embargo, the one publication."""

from typing import Any

import pytest
from django.urls import reverse

from award.enums import SeasonState, State
from award.models import Season
from directory.enums import RoleKind
from directory.queries.roles import today
from jury.domain.decisions import ranked_applications
from jury.models import Decision, Panel, Publication
from jury.queries.counted import counted
from jury.queries.results import ranking
from tests.directory.factories import make_holder
from tests.jury.worlds import NUMBER, WORST, Jury, client, put_scored, put_season
from tests.verification.situations import put, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Jury:
    world = Jury()
    world.score()
    world.close()
    return world


def one_url(world: Jury) -> str:
    return reverse("jury:decide", args=[world.season.year, world.application.pk])


def given(world: Jury, **fields: Any) -> dict[str, Any]:
    return {
        "version": world.application.version,
        "outcome": "award",
        "number": NUMBER,
        "on": today().isoformat(),
        "reasons": "Semua layanan diberikan.",
        **fields,
    }


def test_the_admin_decides_on_one_with_number_date_and_reasons(closed: Jury) -> None:
    browser = client(closed.admin)
    page = browser.get(one_url(closed))
    assert page.context["result"]["total"] == "100"
    answer = browser.post(one_url(closed), given(closed))
    assert answer["Location"] == reverse("jury:ranking", args=[closed.season.year])
    decision = Decision.objects.get()
    assert (decision.outcome, decision.number, decision.rank) == ("awarded", NUMBER, 1)
    assert reload(closed.application).state == State.AWARDED


def test_a_decision_without_reasons_or_number_is_not_one(closed: Jury) -> None:
    browser = client(closed.admin)
    for missing in ("reasons", "number", "on", "outcome"):
        refused = browser.post(one_url(closed), given(closed, **{missing: ""}))
        assert refused.status_code == 422
    assert not Decision.objects.exists()


def test_who_did_not_earn_the_award_does_not_get_it() -> None:
    world = Jury()
    world.score(WORST)
    world.close()
    browser = client(world.admin)
    why = "tidak termasuk penerima"
    assert why in browser.get(one_url(world)).content.decode()
    refused = browser.post(one_url(world), given(world))
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert browser.post(one_url(world), given(world, outcome="no_award")).status_code == 302
    assert reload(world.application).state == State.NOT_AWARDED


def test_a_page_opened_before_somebody_else_decided_is_stale(closed: Jury) -> None:
    old = given(closed)
    closed.decide()
    late = client(closed.other_admin).post(one_url(closed), old)
    assert late.status_code == 409
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "reads"),
    [
        (RoleKind.JURY_CHAIR, 200),
        (RoleKind.JURY_SECRETARY, 200),
        (RoleKind.AUDITOR, 200),
        (RoleKind.JUROR, 404),
        (RoleKind.CENTRE_VERIFIER, 404),
        (RoleKind.REGION_HEAD, 404),
        (RoleKind.UNIT_HEAD, 404),
    ],
)
def test_only_the_admin_decides_and_only_the_heads_read(
    closed: Jury, kind: RoleKind, reads: int
) -> None:
    browser = client(make_holder(kind))
    year = closed.season.year
    assert browser.get(reverse("jury:ranking", args=[year])).status_code == reads
    assert browser.get(one_url(closed)).status_code == reads
    assert browser.post(one_url(closed), given(closed)).status_code == 404
    assert browser.post(reverse("jury:decide_several", args=[year])).status_code == 404
    assert browser.get(reverse("jury:publish", args=[year])).status_code == 404
    assert browser.post(reverse("jury:publish", args=[year])).status_code == 404


def test_the_ranking_says_what_decided_it(closed: Jury) -> None:
    put_scored(closed, 1)
    page = client(closed.admin).get(reverse("jury:ranking", args=[closed.season.year]))
    rows = list(page.context["page"])
    assert [row["rank"] for row in rows] == [1, 1]
    assert rows[1]["decided_by"] == "Sama dalam segala hal"


def bulk(world: Jury, **outcomes: str) -> dict[str, Any]:
    data = {
        "number": NUMBER,
        "on": today().isoformat(),
        "award_reasons": "Nilai tercapai.",
        "no_award_reasons": "Nilai belum tercapai.",
    }
    for application in world.season.applications.all():
        data[f"version-{application.pk}"] = str(application.version)
    return data | outcomes


def test_several_are_decided_at_once_with_reasons_by_outcome(closed: Jury) -> None:
    put_scored(closed, 2)
    mine = closed.application
    first, second, third = sorted(closed.season.applications.all(), key=lambda a: a != mine)
    url = reverse("jury:decide_several", args=[closed.season.year])
    data = bulk(closed, **{f"outcome-{first.pk}": "award", f"outcome-{second.pk}": "no_award"})
    assert client(closed.admin).post(url, data).status_code == 302
    assert reload(first).state == State.AWARDED
    assert reload(second).state == State.NOT_AWARDED
    assert reload(third).state == State.SCORED
    assert second.decisions.get().reasons == "Nilai belum tercapai."
    order = ranking(counted(closed.season, ranked_applications(closed.season)))
    [rank] = [row.rank for row in order if row.key == str(first.pk)]
    assert first.decisions.get().rank == rank


def test_what_is_refused_is_named_and_the_others_are_decided(closed: Jury) -> None:
    put_scored(closed, 1)
    first, second = closed.season.applications.order_by("pk")
    stale = {f"version-{second.pk}": "77"}
    outcomes = {f"outcome-{first.pk}": "award", f"outcome-{second.pk}": "award"}
    url = reverse("jury:decide_several", args=[closed.season.year])
    page = client(closed.admin).post(url, bulk(closed, **outcomes) | stale, follow=True)
    assert second.unit.name in " ".join(str(m) for m in page.context["messages"])
    assert reload(first).state == State.AWARDED
    assert reload(second).state == State.SCORED


@pytest.mark.parametrize("who", ["chair", "admin"])
def test_the_page_of_a_unit_in_conflict_does_not_exist(closed: Jury, who: str) -> None:
    closed.decide()
    person = getattr(closed, who)
    assert "Nilai akhir" in client(person).get(one_url(closed)).text
    closed.bar(person)
    assert client(person).get(one_url(closed)).status_code == 404
    assert client(person).post(one_url(closed), given(closed)).status_code == 404


@pytest.mark.parametrize("who", ["chair", "admin"])
def test_the_story_of_a_unit_in_conflict_tells_no_reasons_until_published(
    closed: Jury, who: str
) -> None:
    closed.decide()
    person, reasons = getattr(closed, who), "Semua layanan diberikan."
    url = reverse("award:application", args=[closed.application.pk])
    assert reasons in client(person).get(url).text
    closed.bar(person)
    assert reasons not in client(person).get(url).text
    closed.publish()
    assert reasons in client(person).get(url).text


def test_what_was_chosen_for_a_unit_in_conflict_is_refused_by_name_in_any_state(
    closed: Jury,
) -> None:
    """The conflict came after the page; why it is refused tells nothing of what became of it."""
    put_scored(closed, 1)
    [other] = closed.season.applications.exclude(pk=closed.application.pk)
    closed.bar(closed.admin)
    outcomes = {f"outcome-{row.pk}": "award" for row in (closed.application, other)}
    url = reverse("jury:decide_several", args=[closed.season.year])
    refusal = f"{closed.application.unit.name}: Anda tidak berwenang"
    page = client(closed.admin).post(url, bulk(closed, **outcomes), follow=True)
    assert page.text.count(refusal) == page.text.count(closed.application.unit.name) == 1
    put(closed.application, State.AWARDED)
    again = client(closed.admin).post(url, bulk(closed, **outcomes), follow=True)
    assert refusal in again.text
    put(closed.application, State.SCORED)
    assert reload(other).state == State.AWARDED
    assert reload(closed.application).state == State.SCORED


def test_nothing_chosen_is_told(closed: Jury) -> None:
    url = reverse("jury:decide_several", args=[closed.season.year])
    refused = client(closed.admin).post(url, bulk(closed))
    assert refused.status_code == 422
    assert not Decision.objects.exists()


def test_the_publication_page_says_what_stands_in_the_way(closed: Jury) -> None:
    browser = client(closed.admin)
    url = reverse("jury:publish", args=[closed.season.year])
    page = browser.get(url).content.decode()
    assert "1 pengajuan belum mendapat keputusan" in page
    refused = browser.post(url, publication(closed))
    assert refused.status_code == 422
    assert not Publication.objects.exists()


def publication(world: Jury) -> dict[str, Any]:
    return {"version": world.season.version, "number": NUMBER, "on": today().isoformat()}


def test_the_season_is_published_once(closed: Jury) -> None:
    closed.decide()
    put_season(closed.season, SeasonState.DECIDED)
    browser = client(closed.admin)
    url = reverse("jury:publish", args=[closed.season.year])
    data = publication(closed)
    assert browser.post(url, data | {"number": ""}).status_code == 422
    assert browser.post(url, data | {"version": 77}).status_code == 409
    done = browser.post(url, data)
    assert done["Location"] == reverse("jury:results_season", args=[closed.season.year])
    assert browser.post(url, data).status_code == 409
    assert Season.objects.get(pk=closed.season.pk).state == SeasonState.PUBLISHED
    assert Publication.objects.count() == 1
    assert (
        "sudah diumumkan" in browser.get(url).content.decode()
        or "Diumumkan" in browser.get(url).content.decode()
    )


def test_a_season_or_application_that_is_not_there_is_not_found(closed: Jury) -> None:
    browser = client(closed.admin)
    assert browser.get(reverse("jury:ranking", args=[1999])).status_code == 404
    other = Jury(units=1)
    url = reverse("jury:decide", args=[closed.season.year, other.application.pk])
    assert browser.get(url).status_code == 404
    assert Panel.objects.count() == 2


def test_while_units_are_still_forwarded_nothing_is_decided() -> None:
    world = Jury(season_state=SeasonState.OPEN)
    world.score()
    world.close()
    browser = client(world.admin)
    page = browser.get(reverse("jury:ranking", args=[world.season.year]))
    assert f"outcome-{world.application.pk}" not in page.content.decode()
    assert "Penetapan terbuka setelah" in page.content.decode()
    assert browser.post(one_url(world), given(world)).status_code == 422
    assert not Decision.objects.exists()


def test_who_only_reads_the_ranking_finds_no_form(closed: Jury) -> None:
    url = reverse("jury:ranking", args=[closed.season.year])
    form = reverse("jury:decide_several", args=[closed.season.year])
    assert form in client(closed.admin).get(url).content.decode()
    for person in (closed.chair, make_holder(RoleKind.AUDITOR)):
        page = client(person).get(url).content.decode()
        assert closed.application.unit.name in page
        assert form not in page
    closed.decide()
    assert form not in client(closed.admin).get(url).content.decode()


def test_a_published_ranking_leads_to_what_was_published(closed: Jury) -> None:
    closed.decide()
    closed.publish()
    page = client(closed.admin).get(reverse("jury:ranking", args=[closed.season.year]))
    assert reverse("jury:publish", args=[closed.season.year]) not in page.content.decode()
    assert reverse("jury:results_season", args=[closed.season.year]) in page.content.decode()


def test_a_decided_season_offers_no_more_time(closed: Jury) -> None:
    url = reverse("award:season", args=[closed.season.year])
    form = reverse("award:season_extension", args=[closed.season.year])
    assert form in client(closed.admin).get(url).content.decode()
    put_season(closed.season, SeasonState.DECIDED)
    for application in closed.season.applications.all():
        put(application, State.NOT_AWARDED)
    assert form not in client(closed.admin).get(url).content.decode()
