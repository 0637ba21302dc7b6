"""Last season's answers as a start: whose and which, and never its evidence."""

from typing import Any

import pytest
from django.urls import reverse

from award.domain.self_assessment import save_answer
from award.domain.starting import start_from_before
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Answer, Application, Claim
from award.queries.answers import answers_of
from award.queries.last_year import offered
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from tests.award.stages import head_of
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.verification.situations import Scene, make_application, make_season
from verification.models import EvidenceItem

pytestmark = pytest.mark.django_db
TOUCHED, GAP, UNKNOWN = "fac-visitors-01", "fac-visitors-04", "fac-visitors-03"


@pytest.fixture
def earlier() -> Application:
    return make_application(make_season(), state=State.AWARDED)


@pytest.fixture
def draft(earlier: Application) -> Application:
    return make_application(make_season(), state=State.DRAFT, unit=earlier.unit, claims=False)


def start(draft: Application, by: Actor | None = None) -> int:
    return start_from_before(application_id=draft.pk, by=by or Actor(head_of_unit(draft)))


def head_of_unit(application: Application) -> Person:
    return Claim.objects.filter(application__unit=application.unit)[0].by


def claimed(application: Application, indicator: str, **said: Any) -> None:
    """One more version of a claim."""
    Claim.objects.create(
        application=application,
        indicator=indicator,
        version=2,
        by=head_of_unit(application),
        at=application.state_since,
        **{"value": "ada", **said},
    )


def test_untouched_questions_get_the_answers_of_the_season_before(
    earlier: Application, draft: Application
) -> None:
    claimed(earlier, TOUCHED, value="proses", note="Di lobi.")
    assert start(draft) == earlier.claims.values("indicator").distinct().count()
    answer = answers_of(draft)[TOUCHED]
    assert (answer.value, answer.note, answer.version) == ("proses", "Di lobi.", 1)
    assert not EvidenceItem.objects.filter(application=draft).exists()


def test_what_is_written_stays_and_gaps_and_unknown_words_are_not_taken(
    earlier: Application, draft: Application
) -> None:
    claims = Claim.objects.filter(application=earlier, version=1)
    claimed(earlier, GAP, gap=True)
    claimed(earlier, UNKNOWN, value="dahulu-kala")
    save_answer(
        application_id=draft.pk,
        indicator=TOUCHED,
        value="tidak",
        note="",
        expected_version=0,
        by=Actor(head_of_unit(draft)),
    )
    assert start(draft) == claims.count() - 3
    taken = answers_of(draft)
    assert taken[TOUCHED].value == "tidak"
    assert not {GAP, UNKNOWN} & set(taken)


def test_the_newest_of_the_earlier_seasons_counts(earlier: Application, draft: Application) -> None:
    oldest = earlier.season
    between = make_application(make_season(), state=State.AWARDED, unit=earlier.unit, claims=False)
    between.season.year, oldest.year = draft.season.year - 1, draft.season.year - 2
    oldest.save(update_fields=["year"])
    between.season.save(update_fields=["year"])
    claimed(between, TOUCHED, value="proses")
    assert start(draft) == 1
    assert answers_of(draft)[TOUCHED].value == "proses"


def test_nobody_is_offered_another_units_answers(earlier: Application) -> None:
    other = make_application(make_season(), state=State.DRAFT, unit=make_unit(), claims=False)
    assert earlier.claims.exists()
    assert offered(other) is None


def test_a_second_click_has_nothing_left_to_take(draft: Application) -> None:
    start(draft)
    with pytest.raises(Refused, match="Tidak ada lagi"):
        start(draft)


def test_only_the_unit_begins_and_only_before_it_has_sent() -> None:
    scene = Scene(state=State.DRAFT)
    for person in (scene.leader, make_holder(RoleKind.UNIT_HEAD)):
        with pytest.raises(NotAllowed):
            start(scene.application, Actor(person))
    sent = Scene(state=State.SELF_ASSESSED)
    with pytest.raises(Refused):
        start(sent.application, Actor(head_of(sent.application)))


def test_the_page_offers_it_once_and_tells_what_was_said_before(draft: Application) -> None:
    client = signed_in(head_of_unit(draft))
    page = reverse("award:self_assessment", args=[draft.pk])
    questions = reverse("award:criterion", args=[draft.pk, "facilities"])
    act = reverse("award:start_from_before", args=[draft.pk])
    assert act in client.get(page).content.decode()
    assert "Penghargaan P2HAM: Ada" in client.get(questions).content.decode()
    told = client.post(act, follow=True).content.decode()
    assert "Periksa setiap jawaban" in told
    assert act not in told
    assert Answer.objects.filter(application=draft).exists()
    assert client.post(act).status_code == 422
