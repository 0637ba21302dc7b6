"""The dashboard: whose it is, what its parts count, and what they keep until it may be known."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import SeasonState, State
from award.models import Application, Season, Step
from directory.enums import RoleKind, UnitType
from directory.models import Person, Unit
from jury.models import Result
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.jury import crowds
from tests.jury.worlds import BEST, WORST, Jury, put_conflict, put_season
from tests.support.exported import Table, as_csv, as_xlsx
from tests.verification.situations import make_application, make_season, put
from tests.verification.test_check_record import decided
from verification.enums import Verdict

pytestmark = pytest.mark.django_db
PARTS = ("corong", "peta", "nilai", "temuan")
CENTRE = ("centre_admin", "centre_verifier", "auditor", "jury_chair", "jury_secretary")
REGION = ("region_head", "region_secretariat")
OTHERS = ("unit_head", "unit_operator", "region_verifier", "juror")
# What a table calls them.
REACHED, HERE = "Pernah sampai", "Sekarang di sini"
SCORED, DECIDED, LEFT = "Selesai dinilai", "Diputuskan", "Keluar dari penilaian"


def person(kind: str) -> Person:
    return make_holder(RoleKind(kind))


def part(browser: Client, name: str, **asked: str) -> Table:
    return as_csv(browser, reverse("jury:dashboard_part", args=[name]), **asked)


def rows(table: Table) -> dict[str, dict[str, str]]:
    """By the first column, each figure by its head."""
    return {row[0]: dict(zip(table[0], row, strict=True)) for row in table[1:]}


def figure(browser: Client, name: str, line: str, head: str, **asked: str) -> str:
    return rows(part(browser, name, **asked))[line][head]


def year(season: Season) -> str:
    return str(season.year)


@pytest.mark.parametrize("kind", CENTRE + REGION)
def test_who_leads_the_season_reads_it(kind: str) -> None:
    make_application(make_season())
    browser = signed_in(person(kind))
    page = browser.get(reverse("jury:dashboard"))
    assert page.status_code == 200
    assert page.content.decode().count("<svg") >= 1
    for name in PARTS:
        assert browser.get(reverse("jury:dashboard_part", args=[name])).status_code == 200


@pytest.mark.parametrize("kind", OTHERS)
def test_for_others_there_is_none(kind: str) -> None:
    make_application(make_season())
    browser = signed_in(person(kind))
    assert browser.get(reverse("jury:dashboard")).status_code == 404
    for name in PARTS:
        url = reverse("jury:dashboard_part", args=[name])
        for asked in ({}, {"export": "csv"}, {"export": "xlsx"}):
            assert browser.get(url, asked).status_code == 404


def test_a_part_that_does_not_exist_is_none() -> None:
    browser = signed_in(person("auditor"))
    url = reverse("jury:dashboard_part", args=["lain"])
    assert browser.get(url, {"export": "csv"}).status_code == 404


@pytest.mark.parametrize("kind", [*CENTRE, *REGION])
def test_before_the_first_season_and_before_the_first_application(kind: str) -> None:
    browser = signed_in(person(kind))
    assert "Belum ada periode." in browser.get(reverse("jury:dashboard")).content.decode()
    assert [len(part(browser, name)) for name in PARTS] == [1, 1, 1, 1]
    make_season()
    page = browser.get(reverse("jury:dashboard")).content.decode()
    assert "Belum ada temuan." in page
    assert "Belum ada UPT yang koordinatnya tercatat." in page
    empty = rows(part(browser, "corong"))["Draf dibuat"]
    assert (empty[REACHED], empty["Persen dari UPT"], empty[HERE]) == ("0", "", "0")


def test_the_funnel_tells_how_far_units_came_and_where_they_stand() -> None:
    season = make_season()
    for state in (State.DRAFT, State.SELF_ASSESSED, State.VERIFIED, State.LAPSED):
        make_application(season, state=state, claims=False)
    withdrawn = make_application(season, state=State.WITHDRAWN, claims=False)
    walked(withdrawn, "submit_evidence", State.UNDER_VERIFICATION)
    found = rows(part(signed_in(person("centre_admin")), "corong"))
    assert [(int(row[REACHED]), int(row[HERE])) for row in found.values()] == [
        (5, 1),  # draft
        (3, 1),  # submitted
        (2, 0),  # team
        (2, 0),  # evidence
        (1, 1),  # verified
        (0, 0), (0, 0), (0, 0),
        (2, 2),  # left the way
    ]  # fmt: skip
    assert found["Terverifikasi"]["Persen dari UPT"] == "20"
    assert LEFT in found


def walked(application: Application, edge: str, target: State, version: int = 2) -> None:
    Step.objects.create(
        application=application,
        edge=edge,
        source=State.DRAFT,
        target=target,
        version=version,
        capacity="clock",
        at=application.state_since,
    )


def test_a_region_counts_its_own_units_alone() -> None:
    season = make_season()
    make_application(season, state=State.DRAFT)
    make_application(season, state=State.VERIFIED, unit=make_unit(region="bali"))
    own = signed_in(make_holder(RoleKind.REGION_HEAD, region="bali"))
    for asked in ({}, {"region": "jawa-timur"}, {"region": ""}, {"region": "' OR 1=1"}):
        assert figure(own, "corong", "Draf dibuat", REACHED, **asked) == "1"
        assert figure(own, "corong", "Draf dibuat", HERE, **asked) == "0"
        assert len(part(own, "peta", **asked)) == 2
    centre = signed_in(person("auditor"))
    assert figure(centre, "corong", "Draf dibuat", REACHED) == "2"
    assert figure(centre, "corong", "Draf dibuat", REACHED, region="bali") == "1"
    assert figure(centre, "corong", "Draf dibuat", REACHED, unit_type="prison") == "0"


def test_a_region_learns_of_decisions_by_their_publication() -> None:
    """Scored, awarded or not: until then all reads as being scored, in the funnel as in words."""
    world = Jury()
    region = signed_in(make_holder(RoleKind.REGION_HEAD, region=world.application.region))
    admin = signed_in(world.admin)
    before = part(region, "corong")
    world.score(BEST)
    world.close()
    assert part(region, "corong") == before
    assert figure(admin, "corong", SCORED, REACHED) == "1"
    world.decide()
    assert part(region, "corong") == before
    assert figure(admin, "corong", DECIDED, HERE) == "1"
    world.publish()
    assert figure(region, "corong", DECIDED, HERE) == "1"


def means(browser: Client, **asked: str) -> list[Decimal]:
    return [Decimal(row[3]) for row in part(browser, "nilai", **asked)[1:]]


def test_nobody_sees_a_mean_while_anything_is_scored() -> None:
    """Of two panels one is closed; of the other the sheets are sealed."""
    world = Jury()
    world.score(BEST)
    world.close()
    open_one = world.forwarded()
    for kind in CENTRE:
        page = signed_in(person(kind)).get(reverse("jury:dashboard")).content.decode()
        assert "agar juri tidak terpengaruh" in page
        assert means(signed_in(person(kind))) == []
    put(open_one, State.LAPSED)
    assert means(signed_in(person("jury_chair")))[-1] == 100


@pytest.mark.parametrize("state", [SeasonState.PREPARED, SeasonState.OPEN])
def test_before_the_scoring_there_is_no_mean(state: SeasonState) -> None:
    world = Jury()
    world.score(BEST)
    world.close()
    put_season(world.season, state)
    assert means(signed_in(world.admin)) == []


def test_a_reopened_score_is_no_mean() -> None:
    """Sent back after publication: its old result is not told to who knows what came of it."""
    world = Jury(units=2)
    world.score(BEST)
    world.close()
    put_season(world.season, SeasonState.DECIDED)
    put(world.applications[0], State.IN_SCORING)
    table = part(signed_in(world.admin), "nilai")
    assert {row[2] for row in table[1:]} == {"1"}


def test_a_region_sees_scores_from_publication_on() -> None:
    world = Jury()
    region = signed_in(make_holder(RoleKind.REGION_HEAD, region=world.application.region))
    elsewhere = signed_in(make_holder(RoleKind.REGION_HEAD, region="bali"))
    world.score(BEST)
    world.close()
    world.decide()
    assert means(region) == []
    text = "Nilai tampil setelah hasil periode ini diumumkan."
    assert text in region.get(reverse("jury:dashboard")).content.decode()
    assert means(signed_in(world.admin))
    world.publish()
    assert means(region) == means(signed_in(world.admin))
    assert means(elsewhere) == []


def test_a_unit_in_conflict_is_in_no_mean_and_at_no_stage_before_publication() -> None:
    world = Jury(units=2)
    row, other = world.applications
    world.score()
    world.close()
    world.decide()
    asked = {"region": row.region_id, "unit_type": row.unit_type}
    browser, url = signed_in(world.chair), reverse("jury:dashboard_part", args=["nilai"])
    text = "UPT yang berbenturan kepentingan dengan Anda tidak dihitung"
    assert {line[2] for line in part(browser, "nilai", **asked)[1:]} == {"2"}
    assert figure(browser, "corong", DECIDED, REACHED, **asked) == "1"
    assert text not in browser.get(url, asked).text
    world.bar(world.chair)
    assert {line[2] for line in part(browser, "nilai", **asked)[1:]} == {"1"}
    assert text in browser.get(url, asked).text
    assert figure(browser, "corong", DECIDED, REACHED, **asked) == "0"
    assert figure(browser, "corong", SCORED, REACHED, **asked) == "1"
    put_conflict(world.chair, other)
    assert part(browser, "nilai", **asked)[1:] == []
    for each in world.applications:
        put(each, State(each.state), published_version=each.version)
    assert {line[2] for line in part(browser, "nilai", **asked)[1:]} == {"2"}
    assert figure(browser, "corong", DECIDED, REACHED, **asked) == "1"


def test_scores_by_criterion_and_type() -> None:
    world = Jury(units=2)
    Application.objects.filter(pk=world.applications[1].pk).update(unit_type=UnitType.PRISON)
    world.applications[1].refresh_from_db(fields=["unit_type"])
    world.score(BEST, BEST, WORST)
    world.close()
    table = part(signed_in(world.admin), "nilai")
    types = {row[0] for row in table[1:]}
    assert types == {"Bapas", "Lapas"}
    whole = [row for row in table[1:] if row[1] == "Nilai akhir"]
    assert {row[2] for row in whole} == {"1"}
    assert all(row[3] == row[4] == row[5] for row in table[1:]), "one unit of each type"
    assert len(table) > 1 + len(whole)


def test_the_mean_lies_between_the_lowest_and_the_highest() -> None:
    """Of a third, 25 and 50: a mean without an end is rounded once."""
    world = Jury(units=3)
    closing = crowds._closing(world)
    for row, total in zip(world.applications, ("0.333333", "25", "50"), strict=True):
        put(row, State.SCORED)
        given: dict[str, Any] = {"n": 3, "mean": 0, "median": 0, "spread": 0, "arithmetic": []}
        Result.objects.create(
            application=row,
            closing=closing,
            scoring_round=1,
            total=Decimal(total),
            minimums_met=True,
            **given,
        )
    table = part(signed_in(world.admin), "nilai")
    assert table[1:] == [["Bapas", "Nilai akhir", "3", "25.11", "0.33", "50.00"]]


def test_the_map_stands_on_the_units_coordinates() -> None:
    season = make_season()
    for latitude, state in ((-8, State.IN_SCORING), (-9, State.DRAFT)):
        unit = make_unit(region="bali", latitude=Decimal(latitude), longitude=Decimal(115))
        make_application(season, unit=unit, state=state, claims=False)
    make_application(season, unit=make_unit(region="aceh"), claims=False)
    browser = signed_in(person("centre_admin"))
    found = {name.rsplit(" ", 1)[-1]: row for name, row in rows(part(browser, "peta")).items()}
    bali, aceh = found["Bali"], found["Aceh"]
    assert (bali["Lintang rata-rata UPT"], bali["Bujur rata-rata UPT"]) == ("-8.5", "115.0")
    assert (bali["Jumlah UPT"], bali["Selesai di Kanwil"], bali["Persen selesai"]) == (
        "2",
        "1",
        "50",
    )
    assert (aceh["Lintang rata-rata UPT"], aceh["Persen selesai"]) == ("", "0")
    assert found["Riau"]["Persen selesai"] == "", "no unit, no share"
    page = browser.get(reverse("jury:dashboard_part", args=["peta"])).content.decode()
    assert page.count('class="p2-plot__place p2-plot__place--2"') == 2, "Bali and the legend"
    assert "Bali: 2 UPT, selesai 1" in page
    [note] = re.findall("Tidak tergambar[^<]*", page)
    assert note.endswith("HAM Aceh."), "and no Kanwil without a unit in the season"


def test_the_map_of_one_kanwil_shows_its_units() -> None:
    """Each where it is, with its number in the table; who has no place is named."""
    season = make_season()
    given = {"Bapas A": ("-8.2", "115.1"), "Lapas B": ("-8.7", "115.3"), "Rutan C": (None, None)}
    for (name, spot), state in zip(
        given.items(), (State.VERIFIED, State.DRAFT, State.DRAFT), strict=True
    ):
        latitude, longitude = (Decimal(degree) if degree else None for degree in spot)
        unit = make_unit(region="bali", name=name, latitude=latitude, longitude=longitude)
        make_application(season, unit=unit, state=state, claims=False)
    make_application(season, unit=make_unit(region="aceh", name="Lain"), claims=False)
    centre, asked = signed_in(person("auditor")), {"region": "bali"}
    own = signed_in(make_holder(RoleKind.REGION_HEAD, region="bali"))
    for browser in (centre, own):
        assert part(browser, "peta", **asked)[1:] == [
            ["Bapas A", "1", "-8.2", "115.1", "Terverifikasi"],
            ["Lapas B", "2", "-8.7", "115.3", "Draf dibuat"],
            ["Rutan C", "", "", "", "Draf dibuat"],
        ]
        url = reverse("jury:dashboard_part", args=["peta"])
        page = browser.get(url, asked).content.decode()
        assert "Bapas A: Terverifikasi" in page
        assert page.count('class="p2-plot__place p2-plot__place--2"') == 2, "one and the legend"
        [note] = re.findall("Tidak tergambar[^<]*", page)
        assert note.endswith("Rutan C.")
        assert "Lain" not in {row[0] for row in part(browser, "peta", **asked)}
    assert len(part(centre, "peta", region="bali", unit_type="prison")) == 1


def test_the_map_of_units_tells_no_decision_before_its_time() -> None:
    world = Jury()
    Unit.objects.filter(pk=world.application.unit_id).update(latitude=-7, longitude=112)
    region = world.application.region
    own = signed_in(make_holder(RoleKind.REGION_HEAD, region=region))
    before = part(own, "peta"), own.get(reverse("jury:dashboard")).content
    world.score(BEST)
    world.close()
    world.decide()
    assert part(own, "peta") == before[0]
    assert own.get(reverse("jury:dashboard")).content.count(b"Diputuskan") == before[1].count(
        b"Diputuskan"
    )
    assert part(signed_in(world.admin), "peta", region=region.pk)[1][-1] == DECIDED
    world.publish()
    assert part(own, "peta")[1][-1] == DECIDED


def test_findings_by_kind() -> None:
    season = decided(1, Verdict.NO_ISSUE).item.application.season
    Application.objects.update(season=season)
    table = rows(part(signed_in(person("auditor")), "temuan"))
    line = table["Berkas sama pada UPT lain"]
    assert (line["Muncul"], line["Tidak ada masalah"], line["Terbukti"], line["Belum diputuskan"]) == (
        "2", "1", "0", "1",
    )  # fmt: skip


def test_two_seasons_stand_beside_each_other() -> None:
    """Each with the figures it has alone; what a season has nothing of is none or nought."""
    old, new = Jury(), Jury()
    for world, answer in ((old, WORST), (new, BEST)):
        world.score(answer)
        world.close()
        put_season(world.season, SeasonState.DECIDED)
    make_application(old.season, state=State.DRAFT, claims=False)
    decided(5, Verdict.REPAIR)
    browser, years = signed_in(new.admin), (year(new.season), year(old.season))
    for name in PARTS:
        heads, *both = part(browser, name, season=years[0], other=years[1])
        for own in years:
            alone = part(browser, name, season=own)
            names = [head for head in alone[0] if head in heads]
            figures = [f"{head} {own}" for head in alone[0] if head not in heads]
            places = [heads.index(head) for head in [*names, *figures]]
            found = [[row[n] for n in places] for row in both]
            assert [row for row in found if row in alone[1:]] == alone[1:], (name, own)
            assert {t for row in found if row not in alone for t in row[len(names) :]} <= {"0", ""}


def test_a_past_season_is_asked_for_and_nonsense_is_not() -> None:
    old = make_season()
    make_application(old, state=State.DRAFT, claims=False)
    make_season()
    browser = signed_in(person("centre_admin"))
    assert figure(browser, "corong", "Draf dibuat", REACHED, season=year(old)) == "1"
    for value in ("1", "x", "' OR 1=1", "9" * 400, "\x00"):
        asked = {"season": value, "other": value, "region": value, "unit_type": value}
        assert figure(browser, "corong", "Draf dibuat", REACHED, **asked) == "0"


def test_a_season_beside_itself_is_one() -> None:
    season = make_season()
    browser = signed_in(person("centre_admin"))
    asked: dict[str, Any] = {"season": year(season), "other": year(season)}
    assert part(browser, "corong", **asked)[0] == part(browser, "corong")[0]


@pytest.mark.parametrize("name", PARTS)
def test_both_files_say_the_same(name: str) -> None:
    make_application(make_season(), state=State.DRAFT, claims=False)
    browser = signed_in(person("centre_admin"))
    url = reverse("jury:dashboard_part", args=[name])
    text, book = as_csv(browser, url), as_xlsx(browser, url)
    assert text[0] == book[0]
    assert len(text) == len(book)


def test_the_page_leads_to_the_files_of_what_was_asked() -> None:
    season = make_season()
    make_application(season, state=State.DRAFT, claims=False)
    browser = signed_in(person("centre_admin"))
    page = browser.get(reverse("jury:dashboard"), {"season": year(season)}).content.decode()
    assert f'href="/dasbor/corong/?season={season.year}&amp;export=csv"' in page
    Unit.objects.update(name="<script>alert(1)</script>")
    page = browser.get(reverse("jury:dashboard")).content.decode()
    assert "<script>alert" not in page
    assert "style=" not in page
