"""How far the jurors agreed: after closing, to those who judge or audit, and without effect."""

import csv
import io
from collections.abc import Sequence

import pytest
from django.urls import reverse

from directory.enums import RoleKind
from directory.models import Person
from jury.domain.decisions import ranks_in
from jury.models import Conflict, Panel
from tests.directory.factories import make_holder
from tests.jury.worlds import BEST, WORST, Jury, client, put_sealed

pytestmark = pytest.mark.django_db


def page(panel: Panel, person: Person, name: str = "agreement") -> str:
    answer = client(person).get(reverse(f"jury:{name}", args=[panel.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def lines(world: Jury, person: Person) -> list[dict[str, str]]:
    text = page(world.panel, person, "agreement_csv").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def scored(world: Jury, answers: Sequence[tuple[int, ...]]) -> None:
    """The jurors' answers to each application, closed."""
    for number in range(len(world.jurors)):
        world.declare(number)
        for application, given in zip(world.applications, answers, strict=True):
            put_sealed(world.panel, world.seat(number), application, given[number])
    world.close()


APART = [(BEST, BEST, BEST), (BEST, BEST, WORST), (WORST, WORST, WORST), (BEST, WORST, WORST)]


@pytest.fixture
def world() -> Jury:
    world = Jury(units=4)
    scored(world, APART)
    return world


def test_before_closing_there_is_nothing() -> None:
    world = Jury(units=2)
    world.score()
    text = page(world.panel, world.chair)
    assert "Belum ada penilaian yang ditutup" in text
    assert world.application.unit.name not in text
    assert lines(world, world.chair) == []


def test_tells_the_coefficients_and_each_unit(world: Jury) -> None:
    text = page(world.panel, world.chair)
    for words in ("ICC(2,k)", "Alfa Krippendorff", "4 UPT, 12 nilai", world.panel.name):
        assert words in text
    rows = lines(world, world.chair)
    told = {row["figure"]: row for row in rows if row["part"] == "panel"}
    assert set(told) == {"of_means", "of_one", "totals", "rungs"}
    assert 0 < float(told["of_means"]["value"]) < 1
    assert float(told["of_one"]["value"]) < float(told["of_means"]["value"])
    unit = f"{world.applications[1].unit.work_unit_code} {world.applications[1].unit.name}"
    figures = {
        row["figure"]: float(row["value"])
        for row in rows
        if row["unit"] == unit and not row["juror"]
    }
    assert figures["median"] == figures["width"] == 100
    assert figures["mean"] == pytest.approx(200 / 3)
    assert figures["deviation"] == pytest.approx(57.735, abs=0.001)


def test_tells_which_rank_hangs_on_one_juror(world: Jury) -> None:
    changes = {
        (row["unit"].split()[0], row["juror"]): row["value"]
        for row in lines(world, world.chair)
        if row["part"] == "without"
    }
    codes = [application.unit.work_unit_code for application in world.applications]
    names = [juror.name for juror in world.jurors]
    assert ranks_in(world.season)[str(world.applications[1].pk)] == 2
    assert changes[codes[1], names[2]] == "-1"  # two hundreds: beside the first
    assert changes[codes[3], names[0]] == "0"  # last but one with the last, place 3 for both
    assert changes[codes[2], names[0]] == "-1"
    assert "naik 1" in page(world.panel, world.chair)


def test_says_why_severity_is_not_estimated(world: Jury) -> None:
    text = page(world.panel, world.chair)
    assert "Diperlukan paling sedikit 10 UPT" in text
    told = [row for row in lines(world, world.chair) if row["figure"] == "severity"]
    assert [row["reason"] for row in told] == ["few_of_one"]


def test_severity_where_there_are_units_enough() -> None:
    world = Jury(units=10)
    scored(world, [(BEST, BEST, WORST if n < 4 else BEST) for n in range(9)] + [(WORST,) * 3])
    told = {
        r["juror"]: float(r["value"]) for r in lines(world, world.chair) if r["part"] == "juror"
    }
    assert told[world.jurors[2].name] == pytest.approx(-80 / 3)
    assert told[world.jurors[0].name] == pytest.approx(40 / 3)
    assert "Berbeda dari panel" in page(world.panel, world.chair)


def test_says_that_all_are_alike() -> None:
    world = Jury(units=3)
    world.score(BEST)
    world.close()
    assert "Semua nilai sama" in page(world.panel, world.chair)


def test_the_interval_is_the_same_for_everybody(world: Jury) -> None:
    auditor = make_holder(RoleKind.AUDITOR)
    assert lines(world, world.chair) == lines(world, auditor)
    assert page(world.panel, world.chair).count(world.panel.closings.get().root) == 1


def test_a_unit_in_conflict_with_the_reader_enters_nothing(world: Jury) -> None:
    hidden = world.applications[0]
    Conflict.objects.create(
        person=world.chair,
        unit=hidden.unit,
        kind="family",
        source="declared",
        declared_at=world.panel.created_at,
    )
    rows = lines(world, world.chair)
    assert not [row for row in rows if hidden.unit.work_unit_code in row["unit"]]
    assert {row["units"] for row in rows if row["part"] == "panel"} == {"3"}
    assert hidden.unit.name not in page(world.panel, world.chair)


def test_no_name_becomes_a_formula(world: Jury) -> None:
    world.jurors[0].name = "=cmd|' /C calc'!A0"
    world.jurors[0].save()
    assert "'=cmd|' /C calc'!A0" in {row["juror"] for row in lines(world, world.chair)}


def test_is_no_business_of_jurors_and_units(world: Jury) -> None:
    for person in (world.jurors[0], world.head(), make_holder(RoleKind.CENTRE_VERIFIER)):
        for name in ("agreement", "agreement_csv"):
            answer = client(person).get(reverse(f"jury:{name}", args=[world.panel.pk]))
            assert answer.status_code == 404


def test_panel_and_ranking_lead_there(world: Jury) -> None:
    url = reverse("jury:agreement", args=[world.panel.pk])
    assert url in page(world.panel, world.chair, "panel")
    ranking = client(world.chair).get(reverse("jury:ranking", args=[world.season.year]))
    assert url in ranking.content.decode()
