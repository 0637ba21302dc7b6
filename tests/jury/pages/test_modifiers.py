"""The register of what counts for or against a unit: who sees what of it, and who may act."""

from typing import Any

import pytest
from django.urls import reverse

from award.enums import SeasonState, State
from award.models import Season
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.enums import ModifierState
from jury.models import ModifierEntry
from tests.directory.factories import make_holder
from tests.jury.modified import apply, modified_world, register
from tests.jury.worlds import BEST, NUMBER, Jury, client
from tests.verification.situations import put, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    return modified_world()


def url(world: Jury, name: str = "modifiers") -> str:
    return reverse(f"jury:{name}", args=[world.application.pk])


def text(world: Jury, person: Person) -> str:
    answer = client(person).get(url(world))
    assert answer.status_code == 200
    return answer.content.decode()


def posted(**given: Any) -> dict[str, Any]:
    day = today()
    return {
        "what": "ombudsman:deduction",
        "source": "Ombudsman RI",
        "number": "LAHP/12",
        "on": day.isoformat(),
        "facts": "Ruang tunggu ditutup.",
        **given,
    }


def test_is_entered_answered_and_decided_on_the_page(world: Jury) -> None:
    assert client(world.admin).post(url(world, "modifier_register"), posted()).status_code == 302
    entry = ModifierEntry.objects.get()
    assert "-2,5" in text(world, world.head())
    answer = reverse("jury:modifier_answer", args=[entry.pk])
    assert client(world.head()).post(answer, {"answer": "Tidak benar."}).status_code == 302
    assert "Tidak benar." in text(world, world.chair)
    decide = reverse("jury:modifier_decide", args=[entry.pk])
    given = {"outcome": "rejected", "reason": "Sudah dibuka."}
    assert client(world.chair).post(decide, given).status_code == 302
    entry.refresh_from_db()
    assert entry.state == ModifierState.REJECTED


@pytest.mark.parametrize(
    "given", [{"what": "e_lapor:deduction"}, {"what": "ombudsman:addition"}, {"facts": ""}]
)
def test_a_form_that_does_not_fit_is_shown_again(world: Jury, given: dict[str, str]) -> None:
    answer = client(world.admin).post(url(world, "modifier_register"), posted(**given))
    assert answer.status_code == 422
    assert "LAHP/12" in answer.content.decode()
    assert not ModifierEntry.objects.exists()


def test_a_refused_answer_keeps_what_was_written(world: Jury) -> None:
    entry = register(world)
    decide = reverse("jury:modifier_decide", args=[entry.pk])
    answer = client(world.chair).post(decide, {"outcome": "applied", "reason": "Terbukti benar."})
    assert answer.status_code == 422
    assert "UPT masih dapat menjawab." in answer.content.decode()


def test_the_unit_learns_the_decision_with_the_result(world: Jury) -> None:
    apply(world, register(world))
    assert "Terbukti." in text(world, world.admin)
    assert "Terbukti." not in text(world, world.head())
    world.score(BEST)
    world.close()
    world.decide()
    assert "Terbukti." not in text(world, world.head())
    world.publish()
    after = text(world, world.head())
    assert "Terbukti." in after
    assert world.chair.name not in after
    result = client(world.head()).get(reverse("jury:result", args=[world.application.pk]))
    assert "97,5" in result.content.decode()
    assert "Dilaporkan masyarakat ke Ombudsman" in result.content.decode()


def test_is_hidden_from_who_has_no_business_with_it(world: Jury) -> None:
    assert client(world.head()).get(url(world)).status_code == 404  # nothing is told yet
    register(world)
    stranger = make_holder(RoleKind.UNIT_HEAD)
    region_head = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person in (stranger, region_head, world.jurors[0]):
        assert client(person).get(url(world)).status_code == 404


def test_a_conflict_of_interest_hides_it(world: Jury) -> None:
    register(world)
    world.bar(world.chair)
    assert client(world.chair).get(url(world)).status_code == 404
    page = client(world.chair).get(reverse("award:application", args=[world.application.pk]))
    assert url(world) not in page.content.decode()


def test_a_conflict_of_interest_hides_it_in_the_ledger_until_it_is_published(world: Jury) -> None:
    apply(world, register(world))
    assert "-2.5" in in_ledger(world.other_admin)
    world.bar(world.other_admin)
    told = in_ledger(world.other_admin)
    assert "-2.5" not in told
    assert f"application:{world.application.pk}" in told
    row = reload(world.application)
    put(row, State(row.state), published_version=row.version)
    assert "-2.5" in in_ledger(world.other_admin)


def test_of_a_withdrawn_unit_the_ledger_tells_with_its_season(world: Jury) -> None:
    apply(world, register(world))
    world.bar(world.other_admin)
    put(reload(world.application), State.WITHDRAWN)
    assert "-2.5" not in in_ledger(world.other_admin)
    Season.objects.update(
        state=SeasonState.PUBLISHED, decision_number=NUMBER, decision_date=today()
    )
    assert "-2.5" in in_ledger(world.other_admin)
    put(reload(world.application), State.SCORED)  # scored anew after an objection
    assert "-2.5" not in in_ledger(world.other_admin)


def in_ledger(person: Person) -> str:
    answer = client(person).get(reverse("record:ledger"), {"kind": "modifier_decided"})
    return answer.content.decode()


def test_is_on_the_work_list_of_whose_turn_it_is(world: Jury) -> None:
    def asks(person: Person) -> bool:
        return url(world) in client(person).get(reverse("award:work")).content.decode()

    entry = register(world)
    assert asks(world.head())
    assert not asks(world.chair)
    answer = reverse("jury:modifier_answer", args=[entry.pk])
    client(world.head()).post(answer, {"answer": "Tidak."})
    assert not asks(world.head())
    assert asks(world.chair)
    assert not asks(world.admin)  # who registered it
    assert asks(world.other_admin)


def test_of_several_the_unit_sees_one_item_until_the_last_is_answered(world: Jury) -> None:
    entries = [register(world), register(world, code="wbk_wbbm", number="R/2")]
    browser = client(world.head())
    for entry in entries:
        assert browser.get(reverse("award:work")).content.decode().count(url(world)) == 1
        answer = reverse("jury:modifier_answer", args=[entry.pk])
        assert browser.post(answer, {"answer": "Tidak."}).status_code == 302
    assert url(world) not in browser.get(reverse("award:work")).content.decode()


def test_says_that_they_are_off() -> None:
    off = Jury()
    assert "tidak diaktifkan" in text(off, off.admin)
    assert "Daftarkan penyesuai" not in text(off, off.admin)
    answer = client(off.admin).post(url(off, "modifier_register"), posted())
    assert answer.status_code == 422
