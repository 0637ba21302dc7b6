"""The files of pages that show their rows in a way of their own."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.actors import Actor
from directory.enums import RoleKind
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.jury.worlds import Jury
from tests.support.exported import as_csv, as_xlsx, column
from tests.verification.situations import Scene, add_file, make_application
from verification.domain.findings import raise_finding
from verification.enums import Severity

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_work_of_a_person_is_their_own(scene: Scene) -> None:
    make_application(scene.season, unit=make_unit(region="bali"))
    rows = as_csv(signed_in(scene.leader), reverse("award:work"))
    assert set(column(rows, "Pekerjaan")) == {scene.application.unit.name}
    idle = make_holder(RoleKind.REGION_VERIFIER)
    assert len(as_csv(signed_in(idle), reverse("award:work"))) == 1


def test_applications_without_a_team_are_of_the_own_region(scene: Scene) -> None:
    waiting = make_application(scene.season)
    make_application(scene.season, unit=make_unit(region="bali"))
    url = reverse("verification:teams")
    table = as_xlsx(signed_in(scene.place.secretariat), url)
    assert column(table, "UPT") == [waiting.unit.name]
    assert signed_in(scene.place.head).get(url, {"export": "csv"}).status_code == 403


def test_files_of_an_application(scene: Scene) -> None:
    add_file(scene, scene.indicators[0], name="=cmd.jpg")
    url = reverse("verification:evidence", args=[scene.application.pk])
    rows = as_csv(signed_in(scene.member), url)
    assert column(rows, "Berkas") == ["'=cmd.jpg"]
    far = make_holder(RoleKind.REGION_HEAD, region="bali")
    assert signed_in(far).get(url, {"export": "csv"}).status_code == 404


def test_findings_are_exported_to_those_who_judge(scene: Scene) -> None:
    version = add_file(scene, scene.indicators[0])
    for severity in (Severity.LOW, Severity.HIGH):
        raise_finding(
            version_id=version.pk, text=f"=Kapan {severity}?", severity=severity,
            by=Actor(scene.leader),
        )  # fmt: skip
    url = reverse("verification:findings", args=[scene.application.pk])
    browser = signed_in(scene.member)
    assert column(as_csv(browser, url), "Penjelasan") == ["'=Kapan low?", "'=Kapan high?"]
    high = as_xlsx(browser, url, severity=Severity.HIGH)
    assert column(high, "Penjelasan") == ["=Kapan high?"]
    head = scene.application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person
    assert signed_in(head).get(url, {"export": "csv"}).status_code == 404


def test_the_ranking_is_exported_to_those_who_read_it() -> None:
    jury = Jury(units=2)
    jury.score()
    jury.close()
    url = reverse("jury:ranking", args=[jury.season.year])
    table = as_xlsx(signed_in(jury.chair), url)
    assert set(column(table, "UPT")) == {a.unit.name for a in jury.applications}
    assert all(isinstance(total, float | int) for total in column(table, "Nilai akhir"))
    for person in (jury.jurors[0], jury.head()):
        assert signed_in(person).get(url, {"export": "xlsx"}).status_code == 404


def test_published_results_are_everybodys() -> None:
    jury = Jury(units=1)
    url = reverse("jury:results_season", args=[jury.season.year])
    assert Client().get(url, {"export": "csv"}).status_code == 404
    jury.published()
    assert column(as_csv(Client(), url), "UPT") == [jury.application.unit.name]


def test_a_juror_exports_no_panel() -> None:
    jury = Jury()
    url = reverse("jury:panels")
    assert len(as_csv(signed_in(jury.jurors[0]), url)) == 1
    assert column(as_csv(signed_in(jury.secretary), url), "Panel") == ["Panel A"]


def test_seasons_are_exported_to_their_readers(scene: Scene) -> None:
    table = as_xlsx(signed_in(make_holder(RoleKind.CENTRE_ADMIN)), reverse("award:seasons"))
    assert column(table, "Tahun") == [scene.season.year]
    answer = signed_in(scene.place.head).get(reverse("award:seasons"), {"export": "csv"})
    assert answer.status_code in (403, 404)


def test_an_unknown_kind_of_file_is_a_page(scene: Scene) -> None:
    answer = signed_in(scene.member).get(reverse("award:work"), {"export": "exe"})
    assert answer.headers["Content-Type"].startswith("text/html")
