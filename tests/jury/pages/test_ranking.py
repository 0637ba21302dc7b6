"""Every number of the ranking opens into the arithmetic that made it; no score is no zero."""

import re

import pytest
from django.urls import reverse

from award.domain.transitions import transit
from award.enums import State
from directory.actors import Actor
from tests.jury.domain.test_nothing_assessed import REASON, confirm, half_empty, propose
from tests.jury.modified import apply, modified_world, register
from tests.jury.worlds import BEST, WORST, Jury, client, put_sealed
from tests.support.exported import body

pytestmark = pytest.mark.django_db


def page(world: Jury) -> str:
    answer = client(world.admin).get(reverse("jury:ranking", args=[world.season.year]))
    assert answer.status_code == 200
    return answer.content.decode()


def opened(text: str, unit: str) -> str:
    """The words inside one unit's arithmetic, blanks made one."""
    begun = text.split(f"Hitungan {unit}")[1].split("</tr>", maxsplit=1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", begun))


def scored(world: Jury, *answers: tuple[int, int, int]) -> None:
    for number in range(3):
        world.declare(number)
        for application, given in zip(world.applications, answers, strict=True):
            put_sealed(world.panel, world.seat(number), application, given[number])
    world.close()


def test_a_total_opens_into_criteria_weights_and_rounding() -> None:
    world = Jury(units=1)
    scored(world, (BEST, BEST, WORST))
    told = opened(page(world), world.application.unit.name)
    assert "Rata-rata juri" in told
    assert "(0 + 1 + 1) ÷ 3 = 0,666666…" in told
    assert "Jumlah berbobot" in told
    assert "→ 2, ROUND_HALF_UP = 66,67" in told
    assert "Predikat “Belum memperoleh penghargaan” berlaku mulai 0; nilai akhirnya 66,67." in told


def test_a_place_opens_into_the_rule_that_decided_it() -> None:
    world = Jury(units=3)
    scored(world, (BEST, BEST, WORST), (BEST, BEST, BEST), (BEST, WORST, BEST))
    text = page(world)
    names = [application.unit.name for application in world.applications]
    first, second = opened(text, names[1]), opened(text, names[0])
    assert "Peringkat 1" in first
    assert "pembedanya" not in first
    told = "Nilai akhir: 66,67 (UPT di atasnya 100) – ini pembedanya"
    third = opened(text, names[2])
    assert (told in second) != (told in third)  # the one that stands first of the two equal ones
    shared = third if told in second else second
    assert "Peringkat 2" in shared
    assert "Sebaran nilai juri: 100 (UPT di atasnya 100)" in shared
    assert "peringkatnya sama" in shared


@pytest.mark.parametrize("who", ["chair", "admin"])
def test_a_unit_in_conflict_keeps_its_place_and_has_no_row(who: str) -> None:
    world = Jury(units=3)
    scored(world, (BEST, BEST, WORST), (BEST, BEST, BEST), (WORST, BEST, WORST))
    person = getattr(world, who)
    world.bar(person)
    barred, first, last = (application.unit for application in world.applications)
    browser, url = client(person), reverse("jury:ranking", args=[world.season.year])
    text = browser.get(url).text
    assert barred.name not in text
    assert "1 pengajuan tidak ditampilkan karena benturan kepentingan Anda." in text
    assert "66,67" not in text, "nor is the next one compared with it"
    assert "Peringkat 1" in opened(text, first.name)
    assert "Peringkat 3" in opened(text, last.name)
    assert "pembedanya" not in opened(text, last.name)
    file = body(browser.get(url, {"export": "csv"})).decode()
    assert barred.work_unit_code not in file
    assert last.work_unit_code in file
    assert barred.name in client(world.secretary).get(url).text


def test_after_the_publication_a_unit_in_conflict_is_everybodys() -> None:
    world = Jury()
    world.published()
    world.bar(world.chair)
    url = reverse("jury:ranking", args=[world.season.year])
    assert world.application.unit.name in client(world.chair).get(url).text
    one = reverse("jury:decide", args=[world.season.year, world.application.pk])
    assert client(world.chair).get(one).status_code == 200


def test_of_a_unit_in_conflict_it_is_not_told_that_nothing_could_be_assessed() -> None:
    world, nothing, other = half_empty()
    confirm(world, propose(world, {nothing.pk: REASON}))
    url = reverse("jury:ranking", args=[world.season.year])
    assert REASON in client(world.admin).get(url).text
    world.bar(world.admin)
    text = client(world.admin).get(url).text
    assert (nothing.unit.name in text, REASON in text) == (False, False)
    assert other.unit.name in text


def test_a_modifier_is_a_line_of_its_own() -> None:
    world = modified_world()
    apply(world, register(world))
    scored(world, (BEST, BEST, BEST))
    told = opened(page(world), world.application.unit.name)
    assert "Penyesuai (Dilaporkan masyarakat ke Ombudsman): -2,5 = -2,5" in told
    assert "0 ≤ (100 + -2,5) ≤ 100 = 97,5" in told


def test_what_cannot_be_assessed_is_no_zero() -> None:
    world = Jury(units=2)
    closed_unit = world.applications[1]
    transit(
        application_id=closed_unit.pk,
        edge="decide_not_assessable",
        by=Actor(world.admin),
        expected_version=closed_unit.version,
        reason="Satuan kerja dilebur.",
    )
    world.applications = world.applications[:1]
    scored(world, (BEST, BEST, BEST))
    text = page(world)
    assert "Satuan kerja dilebur." in text
    assert f"Hitungan {closed_unit.unit.name}" not in text
    closed_unit = type(closed_unit).objects.get(pk=closed_unit.pk)
    assert closed_unit.state == State.NOT_ASSESSABLE
