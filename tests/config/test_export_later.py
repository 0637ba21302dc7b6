"""A long list's file is made in the background: by the page's own rules, at the moment it runs."""

import csv
import io
import re
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import Capacity, State
from award.models import Grant
from directory.enums import RoleKind, UnitType
from directory.models import Unit
from directory.queries.roles import today
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict
from record.domain.long_works import Run, ask
from record.errors import NotForYou
from record.long_works import LISTED
from record.models import LongWork
from record.pages.lists import export
from tests.config import crowd
from tests.directory.factories import make_holder, make_role, make_unit, signed_in
from tests.support.long_works import do_waiting
from tests.verification.situations import Scene, make_application

pytestmark = pytest.mark.django_db
CHANGED = "Peran atau hak lihat Anda berubah"
LATER = reverse("record:export_later")
LIST = reverse("award:applications")


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)


@pytest.fixture
def scene() -> Scene:
    """A region with three applications, two of them drafts, and another region with one."""
    made = Scene()
    crowd.applications(made, 2, State.DRAFT)
    far = make_unit(unit_type=UnitType.PROBATION_OFFICE, region="bali")
    make_application(made.season, unit=far)
    return made


def offered(browser: Client, **asked: str) -> str:
    """What the page of a long list offers instead of its file."""
    answer = browser.get(LIST, {"export": "csv", **asked})
    assert answer.status_code == 200
    assert "dibuat di latar belakang" in answer.text
    assert not LongWork.objects.exists(), "a page that is read asks for nothing"
    found = re.search(r'name="asked" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def codes(browser: Client, work: LongWork) -> list[str]:
    answer = browser.get(reverse("record:long_work_file", args=[work.pk]))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer).decode("utf-8-sig")
    return [row["Kode satker"] for row in csv.DictReader(io.StringIO(text))]


def test_its_rows_are_those_of_the_page_when_it_runs(scene: Scene) -> None:
    browser = signed_in(scene.place.head)
    asked = browser.post(LATER, {"asked": offered(browser, state=State.DRAFT, order="code")})
    crowd.applications(scene, 1, State.DRAFT)
    work = do_waiting()
    assert asked.headers["Location"] == reverse("record:long_work", args=[work.pk])
    assert re.fullmatch(r"pengajuan-[\d-]+\.csv", work.file_name)
    assert f"{LIST}?state=draft&amp;order=code" in browser.get(asked.headers["Location"]).text
    drafts = scene.season.applications.filter(state=State.DRAFT, region=scene.place.region)
    mine = drafts.order_by("unit__work_unit_code").values_list("unit__work_unit_code", flat=True)
    assert codes(browser, work) == list(mine)
    assert len(mine) == 3


def test_all_rows_come_in_their_order_and_it_says_how_far_it_is(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    crowd.applications(scene, 9, State.DRAFT)
    for place, unit in enumerate(Unit.objects.order_by("-pk")):
        Unit.objects.filter(pk=unit.pk).update(work_unit_code=f"{900_000 + place}")
    monkeypatch.setattr(export, "BATCH", 7)
    monkeypatch.setattr(Run, "progress", lambda _run, *far: told.append(far))
    browser = signed_in(scene.place.head)
    asked = offered(browser, order="code")
    browser.post(LATER, {"asked": asked})
    got = codes(browser, do_waiting())
    assert (len(got), got) == (12, sorted(got))
    assert told == [(0, 12), (7, 12)]
    monkeypatch.setattr(export, "MOST", 11)
    browser.post(LATER, {"asked": asked})
    assert "Buka daftarnya" in str(do_waiting().reasons)


def test_who_lost_the_list_meanwhile_gets_no_file(scene: Scene) -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    browser, url = signed_in(admin), reverse("directory:people")
    answer = browser.get(url, {"export": "xlsx"})
    found = re.search(r'name="asked" value="([^"]+)"', answer.text)
    assert found is not None
    for _twice in range(2):
        browser.post(LATER, {"asked": found[1]})
    work = do_waiting()
    file = reverse("record:long_work_file", args=[work.pk])
    assert LongWork.objects.count() == 1
    assert browser.get(file).status_code == 200
    assert signed_in(make_holder(RoleKind.CENTRE_ADMIN)).get(file).status_code == 404
    browser.post(LATER, {"asked": found[1]})
    admin.roles.update(ends=today())
    late = do_waiting()
    assert late.reasons
    assert not late.sha256
    assert browser.get(file).status_code == 404
    assert browser.post(LATER, {"asked": found[1]}).status_code == 404
    with pytest.raises(NotForYou):
        ask(kind=LISTED, by=admin.pk, params={"path": url, "query": "export=csv"})


def fetched(scene: Scene) -> tuple[Client, LongWork]:
    """The head of the region with a file that was made and can be fetched."""
    browser = signed_in(scene.place.head)
    browser.post(LATER, {"asked": offered(browser)})
    work = do_waiting()
    assert scene.application.unit.work_unit_code in codes(browser, work)
    return browser, work


def refused(browser: Client, work: LongWork) -> bool:
    """Whether the file is refused, with the reason on its page instead of the button."""
    file = reverse("record:long_work_file", args=[work.pk])
    shown = browser.get(reverse("record:long_work", args=[work.pk])).text
    assert (file in shown) != (CHANGED in shown)
    answer = browser.get(file)
    assert (answer.status_code == 404) == (CHANGED in shown)
    return answer.status_code == 404


def test_whose_role_is_of_another_region_now_gets_no_file_of_the_first(scene: Scene) -> None:
    browser, work = fetched(scene)
    head, far = scene.place.head, Unit.objects.get(region__code="bali")
    head.roles.update(ends=today())
    make_role(RoleKind.REGION_HEAD, person=head, region=far.region)
    assert far.work_unit_code in browser.get(LIST).text
    assert refused(browser, work)


def test_what_is_asked_for_by_another_role_is_not_made(scene: Scene) -> None:
    browser = signed_in(scene.place.head)
    browser.post(LATER, {"asked": offered(browser)})
    make_role(RoleKind.CENTRE_ADMIN, person=scene.place.head)
    work = do_waiting()
    assert CHANGED in work.reasons[0]
    assert not work.sha256


def test_a_conflict_declared_later_takes_the_file_away(scene: Scene) -> None:
    browser, work = fetched(scene)
    assert not refused(browser, work)
    row = Conflict.objects.create(
        person=scene.place.head,
        unit=scene.application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=work.created_at,
    )
    assert refused(browser, work)
    Conflict.objects.filter(pk=row.pk).update(
        lifted_at=work.created_at, lifted_by=scene.place.head, lifted_reason="Keliru."
    )
    assert not refused(browser, work)


def test_a_grant_that_ended_takes_the_file_away(scene: Scene) -> None:
    head = scene.place.head
    make_role(RoleKind.REGION_VERIFIER, person=head, region=scene.place.region)
    grant = Grant.objects.create(
        application=scene.application,
        person=head,
        capacity=Capacity.TEAM_MEMBER,
        source="decree:x",
        starts=timezone.now(),
    )
    browser, work = fetched(scene)
    assert not refused(browser, work)
    Grant.objects.filter(pk=grant.pk).update(ends=timezone.now())
    assert refused(browser, work)


def test_only_what_a_list_offered_to_this_person_is_taken(scene: Scene) -> None:
    token = offered(signed_in(scene.place.head))
    other = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    head = signed_in(scene.place.head)
    own = signing.dumps({"path": LIST, "query": "", "person": str(uuid4())}, salt="record.list")
    foreign = signing.dumps(
        {"path": LIST, "query": "export=csv", "person": str(scene.place.head.pk)}, salt="other"
    )
    for browser, text in ((other, token), (head, token[:-2]), (head, ""), (head, own),
                          (head, foreign)):  # fmt: skip
        assert browser.post(LATER, {"asked": text}).status_code == 404
    assert head.get(LATER).status_code == 405
    assert Client().post(LATER, {"asked": token}).status_code == 302
    for path, query in (("/tidak-ada/", "export=csv"), (LIST, ""), ("/akun/", "export=csv")):
        with pytest.raises(NotForYou):
            ask(kind=LISTED, by=scene.place.head.pk, params={"path": path, "query": query})
    assert not LongWork.objects.exists()


def test_a_short_list_and_a_guest_are_answered_at_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 3)
    answer = signed_in(scene.place.head).get(LIST, {"export": "csv"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    monkeypatch.setattr(export, "MOST", 2)
    refused = signed_in(scene.place.head).get(LIST, {"export": "csv"})
    assert refused.status_code == 422
