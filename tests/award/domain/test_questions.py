import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.domain.questions import LONGEST, answer, ask, withdraw
from award.enums import ANSWERING, ASKING, DateKind, State
from award.errors import NotAllowed, Refused
from award.models import Application, ApplicationDate, Question
from award.queries.instruments import indicators_of
from award.queries.questions import waiting_for
from award.rules import reads_questions
from award.work import work_of
from directory.actors import CLOCK, Actor
from directory.enums import RoleKind, Scope
from directory.models import Person
from record.domain.commitments import commits_to
from record.models import LedgerEntry, Notice
from tests.award.stages import head_of
from tests.directory.factories import make_holder
from tests.verification.situations import Scene, make_application, put

pytestmark = pytest.mark.django_db
TEXT = "Apakah foto tahun lalu diterima?"


@pytest.fixture
def scene() -> Scene:
    return Scene(state=State.EVIDENCE_OPEN)


def put_question(application: Application, place: int = 0, **given: Any) -> Question:
    return ask(
        **{
            "application_id": application.pk,
            "indicator": indicators_of(application)[place].code,
            "text": TEXT,
            "by": Actor(head_of(application)),
            **given,
        }
    )


def in_work_list(person: Person) -> list[int]:
    return [item.count for item in work_of(person) if "pertanyaan" in item.what]


def test_the_team_is_asked_and_answers(scene: Scene) -> None:
    question = put_question(scene.application, text=f"  {TEXT}\n")
    assert question.text == TEXT
    leader, secretariat = scene.place.verifiers[0], scene.place.secretariat
    assert [in_work_list(person) for person in (leader, secretariat)] == [[1], []]
    told = Notice.objects.filter(kind="question_asked").values_list("recipient", flat=True)
    assert set(told) == {person.pk for person in scene.place.verifiers[:3]}
    answered = answer(question_id=question.pk, text="Tidak.", by=Actor(leader))
    assert (answered.answer, answered.answered_by) == ("Tidak.", leader)
    assert in_work_list(leader) == []
    (notice,) = Notice.objects.filter(kind="question_answered")
    assert notice.recipient == head_of(scene.application)
    asked_entry, answer_entry = LedgerEntry.objects.filter(kind__startswith="question_").order_by(
        "seq"
    )
    for entry, text in ((asked_entry, TEXT), (answer_entry, "Tidak.")):
        facts = json.loads(entry.body)["facts"]
        assert commits_to(facts["text"], text)
        assert text not in entry.body


def test_before_there_is_a_team_the_secretariat_answers() -> None:
    scene = Scene(days={"self_assessment_due": 10})
    application = make_application(scene.season, state=State.SELF_ASSESSED)
    question = put_question(application)
    secretariat = make_holder(RoleKind.REGION_SECRETARIAT, region=application.region)
    far = make_holder(RoleKind.REGION_SECRETARIAT, region="papua")
    assert in_work_list(secretariat) == [1]
    assert in_work_list(far) == []
    with pytest.raises(NotAllowed):
        answer(question_id=question.pk, text="Ya.", by=Actor(far))
    answer(question_id=question.pk, text="Ya.", by=Actor(secretariat))


@pytest.mark.parametrize("state", list(State))
def test_until_when_one_asks_and_answers(scene: Scene, state: State) -> None:
    earlier = put_question(scene.application)
    put(scene.application, state)
    leader = Actor(scene.place.verifiers[0])
    for open_in, act in (
        (ASKING, lambda: put_question(scene.application, place=1)),
        (ANSWERING, lambda: answer(question_id=earlier.pk, text="Ya.", by=leader)),
    ):
        _allowed(act, open=state in open_in)
    assert bool(waiting_for(scene.place.verifiers[0])) is (state in ASKING)


def _allowed(act: Callable[[], object], *, open: bool) -> None:  # noqa: A002
    if open:
        act()
        return
    with pytest.raises(Refused):
        act()


def test_no_question_once_the_date_is_over(scene: Scene) -> None:
    past = timezone.now() - timedelta(hours=1)
    ApplicationDate.objects.create(
        application=scene.application, kind=DateKind.EVIDENCE_DUE, at=past, set_at=past
    )
    with pytest.raises(Refused, match="lewat"):
        put_question(scene.application)


@pytest.mark.parametrize("text", ["", "  \n ", "\0", "x" * (LONGEST + 1)])
def test_words_are_needed_and_not_too_many(scene: Scene, text: str) -> None:
    with pytest.raises(Refused):
        put_question(scene.application, text=text)
    question = put_question(scene.application)
    with pytest.raises(Refused):
        answer(question_id=question.pk, text=text, by=Actor(scene.place.verifiers[0]))
    assert LedgerEntry.objects.filter(kind__startswith="question_").count() == 1


def test_one_open_question_an_indicator(scene: Scene) -> None:
    first = put_question(scene.application)
    with pytest.raises(Refused):
        put_question(scene.application)
    put_question(scene.application, place=1)
    withdraw(question_id=first.pk, by=Actor(head_of(scene.application)))
    put_question(scene.application)


def test_an_indicator_that_does_not_apply_is_refused(scene: Scene) -> None:
    with pytest.raises(Refused):
        put_question(scene.application, indicator="tidak-ada")


def test_an_answer_is_for_good(scene: Scene) -> None:
    question, leader = put_question(scene.application), Actor(scene.place.verifiers[0])
    answer(question_id=question.pk, text="Ya.", by=leader)
    with pytest.raises(Refused):
        answer(question_id=question.pk, text="Tidak.", by=leader)
    with pytest.raises(Refused):
        withdraw(question_id=question.pk, by=Actor(head_of(scene.application)))


def test_a_withdrawn_question_is_gone(scene: Scene) -> None:
    question = put_question(scene.application)
    withdraw(question_id=question.pk, by=Actor(head_of(scene.application)))
    with pytest.raises(Refused):
        answer(question_id=question.pk, text="Ya.", by=Actor(scene.place.verifiers[0]))
    assert not waiting_for(scene.place.verifiers[0])


def test_only_the_unit_asks_and_only_the_team_answers(scene: Scene) -> None:
    question = put_question(scene.application)
    strangers = [make_holder(kind) for kind in RoleKind]
    own_team, own_head = scene.place.verifiers[0], head_of(scene.application)
    for person in (*strangers, own_team, scene.place.head):
        with pytest.raises(NotAllowed):
            put_question(scene.application, place=1, by=Actor(person))
        with pytest.raises(NotAllowed):
            withdraw(question_id=question.pk, by=Actor(person))
    for person in (*strangers, own_head, scene.place.head, scene.place.secretariat):
        with pytest.raises(NotAllowed):
            answer(question_id=question.pk, text="Ya.", by=Actor(person))
    with pytest.raises(NotAllowed):
        put_question(scene.application, place=1, by=CLOCK)


def test_who_reads_questions(scene: Scene) -> None:
    strangers = {
        kind: make_holder(kind, region="papua" if kind.scope == Scope.REGION else None)
        for kind in RoleKind
    }
    read = {kind for kind, person in strangers.items() if _reads(person, scene)}
    assert read == {RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR}
    place = scene.place
    for person in (head_of(scene.application), place.head, place.secretariat, place.verifiers[0]):
        assert _reads(person, scene)


def _reads(person: Person, scene: Scene) -> bool:
    return reads_questions(Actor(person), scene.application)
