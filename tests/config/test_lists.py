"""What is exported is what is seen: own rows, by the same filters, safe for a spreadsheet."""

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import State
from award.models import Application
from directory.enums import RoleKind
from directory.models import Person
from record.models import Notice
from record.pages.lists import export
from tests.config import crowd
from tests.directory.factories import make_holder, make_person, make_role, make_unit, signed_in
from tests.support.exported import as_csv, as_xlsx, column
from tests.verification.situations import Scene, make_application, put

pytestmark = pytest.mark.django_db
HOSTILE = ["'; DROP TABLE x;--", "%", "_", "\x00", "<script>", "=1+1", "9" * 500, "../../etc"]
LISTS = {
    "award:applications": RoleKind.CENTRE_ADMIN,
    "award:question_list": RoleKind.CENTRE_ADMIN,
    "verification:board": RoleKind.CENTRE_ADMIN,
    "verification:region_board": RoleKind.CENTRE_ADMIN,
    "verification:decrees": RoleKind.CENTRE_ADMIN,
    "verification:visit_plan": RoleKind.CENTRE_ADMIN,
    "directory:units": RoleKind.CENTRE_ADMIN,
    "directory:people": RoleKind.CENTRE_ADMIN,
    "jury:panels": RoleKind.JURY_SECRETARY,
    "jury:objections": RoleKind.CENTRE_ADMIN,
    "record:ledger": RoleKind.AUDITOR,
    "record:receipts": RoleKind.CENTRE_ADMIN,
    "record:notices": RoleKind.CENTRE_ADMIN,
    "record:checkpoints": RoleKind.CENTRE_ADMIN,
    "record:long_works": RoleKind.CENTRE_ADMIN,
}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def browser_of(route: str) -> Client:
    return signed_in(make_holder(LISTS[route]))


@pytest.mark.slow
@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize("value", HOSTILE)
def test_what_nobody_should_ask_is_answered_with_a_page(
    scene: Scene, route: str, value: str
) -> None:
    browser = browser_of(route)
    names = ["text", "state", "region", "season", "kind", "order", "page", "export", "unit_type"]
    for name in [*names, "subject", "silent", "when"]:
        assert browser.get(reverse(route), {name: value}).status_code == 200


@pytest.mark.parametrize("route", LISTS)
def test_both_files_have_the_same_rows(scene: Scene, route: str) -> None:
    browser, url = browser_of(route), reverse(route)
    text, book = as_csv(browser, url), as_xlsx(browser, url)
    assert len(text) == len(book)
    assert text[0] == book[0]


@pytest.mark.parametrize("route", LISTS)
def test_the_page_offers_what_it_shows(scene: Scene, route: str) -> None:
    """The links keep what was asked for; the page's number is no part of it."""
    browser = browser_of(route)
    if len(as_csv(browser, reverse(route))) == 1:
        assert "export=csv" not in browser.get(reverse(route)).content.decode()
        return
    page = browser.get(reverse(route), {"page": "1", "order": "x"}).content.decode()
    assert 'href="?order=x&amp;export=csv"' in page


@pytest.mark.parametrize("route", sorted(set(LISTS) - {"record:checkpoints"}))
def test_a_guest_gets_no_file(route: str) -> None:
    answer = Client().get(reverse(route), {"export": "csv"})
    assert (answer.status_code, answer.headers["Location"][:7]) == (302, "/masuk/")


def test_a_kanwil_exports_its_own_applications_alone(scene: Scene) -> None:
    far = make_application(scene.season, unit=make_unit(region="bali"))
    rows = as_csv(signed_in(scene.place.head), reverse("award:applications"))
    assert column(rows, "UPT") == [scene.application.unit.name]
    every = as_csv(browser_of("award:applications"), reverse("award:applications"))
    assert far.unit.name in column(every, "UPT")


def test_a_unit_exports_its_own_application_alone(scene: Scene) -> None:
    scene.add()
    head = scene.application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person
    rows = as_csv(signed_in(head), reverse("award:applications"))
    assert column(rows, "UPT") == [scene.application.unit.name]


def test_who_is_nobody_exports_nothing(scene: Scene) -> None:
    assert len(as_csv(signed_in(make_person()), reverse("award:applications"))) == 1


@pytest.mark.parametrize("route", ["directory:units", "directory:people", "record:ledger"])
def test_who_may_not_see_a_list_gets_no_file(scene: Scene, route: str) -> None:
    browser = signed_in(scene.place.head)
    assert browser.get(reverse(route), {"export": "xlsx"}).status_code == 404


def test_a_secretariat_exports_the_people_of_its_region_alone(scene: Scene) -> None:
    far = make_holder(RoleKind.REGION_VERIFIER, region="bali")
    rows = as_csv(signed_in(scene.place.secretariat), reverse("directory:people"))
    emails = column(rows, "Surel")
    assert scene.leader.email in emails
    assert far.email not in emails


def test_the_filter_holds_for_the_file(scene: Scene) -> None:
    other = scene.add()
    browser = signed_in(scene.place.head)
    rows = as_csv(browser, reverse("award:applications"), text=other.unit.work_unit_code)
    assert column(rows, "UPT") == [other.unit.name]


def test_all_pages_are_in_the_file(scene: Scene) -> None:
    crowd.applications(scene, 120, State.DRAFT)
    browser = signed_in(scene.place.head)
    rows = as_csv(browser, reverse("award:applications"), page="2")
    assert len(rows) == 1 + 121
    names = column(rows, "UPT")
    assert names == sorted(names)


def test_what_is_too_much_is_refused_in_words(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST", 2)
    crowd.applications(scene, 2, State.DRAFT)
    browser, url = signed_in(scene.place.head), reverse("award:applications")
    refused = browser.get(url, {"export": "csv", "order": "code"})
    assert refused.status_code == 422
    assert "Persempit" in refused.content.decode()
    assert 'href="?order=code"' in refused.content.decode()
    code = scene.application.unit.work_unit_code
    assert len(as_csv(browser, url, text=code)) == 2


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+62", "@x", "-1"])
def test_a_name_that_is_a_formula_stays_a_name(scene: Scene, name: str) -> None:
    unit = scene.application.unit
    type(unit).objects.filter(pk=unit.pk).update(name=name)
    browser, url = signed_in(scene.place.head), reverse("award:applications")
    assert column(as_csv(browser, url), "UPT") == [f"'{name}"]
    assert column(as_xlsx(browser, url), "UPT") == [name]


def test_a_state_under_embargo_is_exported_as_it_is_shown(scene: Scene) -> None:
    put(scene.application, State.AWARDED)
    url = reverse("award:applications")
    rows = as_xlsx(signed_in(scene.place.head), url)
    assert column(rows, "Keadaan") == [str(State.IN_SCORING.label)]
    assert [row[-1] for row in rows[1:]] == [None]
    rows = as_xlsx(browser_of("award:applications"), url)
    assert column(rows, "Keadaan") == [str(State.AWARDED.label)]


@pytest.mark.parametrize("order", ["unit", "code", "region", "state_since", "-pk", ""])
def test_an_order_tells_nothing_that_is_under_embargo(scene: Scene, order: str) -> None:
    """Which of two was decided on changes the place of neither, whatever order is asked for."""
    rows = [scene.application, scene.add()]
    for row in rows:
        put(row, State.IN_SCORING)
    browser, url = signed_in(scene.place.head), reverse("award:applications")
    before = as_csv(browser, url, order=order)
    for decided in rows:
        put(decided, State.AWARDED)
        assert as_csv(browser, url, order=order) == before
        put(decided, State.IN_SCORING)


def test_a_declared_order_is_followed(scene: Scene) -> None:
    first = scene.application.unit
    scene.add(unit=make_unit(name="Aa", unit_type=first.unit_type, work_unit_code="999990"))
    browser, url = signed_in(scene.place.head), reverse("award:applications")
    assert column(as_csv(browser, url), "UPT") == ["Aa", first.name]
    assert column(as_csv(browser, url, order="code"), "UPT") == [first.name, "Aa"]


def test_zones_are_named_in_the_head(scene: Scene) -> None:
    head = scene.place.head
    Person.objects.filter(pk=head.pk).update(time_zone="Asia/Jayapura")
    heads = as_csv(signed_in(head), reverse("award:applications"))[0]
    assert heads[-1] == "Sejak (WIT)"


def test_a_notice_is_its_readers_alone(scene: Scene) -> None:
    crowd.notices(scene.leader, 3)
    crowd.notices(scene.member, 2)
    mine = Notice.objects.filter(recipient=scene.member).count()
    assert mine < Notice.objects.count()
    assert len(as_csv(signed_in(scene.member), reverse("record:notices"))) == 1 + mine


def test_two_roles_of_a_person_are_one_row(scene: Scene) -> None:
    make_role(RoleKind.UNIT_OPERATOR, person=scene.leader, unit=scene.application.unit)
    rows = as_csv(signed_in(scene.place.secretariat), reverse("directory:people"))
    (roles,) = [row[-2] for row in rows[1:] if scene.leader.email in row]
    assert roles.count(";") == 1


def test_applications_of_all_seasons_are_exported_when_asked(scene: Scene) -> None:
    assert Application.objects.count() == 1
    url = reverse("award:applications")
    assert len(as_csv(signed_in(scene.place.head), url, season="")) == 2
