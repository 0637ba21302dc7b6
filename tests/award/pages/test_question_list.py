"""All questions a person reads: what waits first, each with where this person answers it."""

from itertools import count

import pytest
from django.urls import reverse
from django.utils import timezone

from award.domain.questions import answer, ask, withdraw
from award.enums import State
from award.models import Application, Question
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from tests.award.stages import head_of
from tests.config import crowd
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.support.exported import as_csv, as_xlsx, column
from tests.support.query_counts import same
from tests.verification.situations import Scene, make_application, put

pytestmark = pytest.mark.django_db
URL = "/pertanyaan/"
_places = count()


@pytest.fixture
def scene() -> Scene:
    return Scene(state=State.EVIDENCE_OPEN)


def asked(application: Application, text: str) -> Question:
    code = indicators_of(application)[next(_places) % 20].code
    by = Actor(head_of(application))
    return ask(application_id=application.pk, indicator=code, text=text, by=by)


def texts(person: Person, **given: str) -> list[str]:
    return column(as_csv(signed_in(person), URL, **given), "Pertanyaan")


def test_what_waits_longest_comes_first_and_can_be_narrowed(scene: Scene) -> None:
    other = scene.add()
    answered, first, second = (asked(scene.application, text) for text in ("Satu", "Dua", "=Tiga"))
    asked(other, "Empat")
    over = asked(scene.add(), "Lima")
    put(over.application, State.IN_SCORING)
    away = asked(other, "Ditarik")
    withdraw(question_id=away.pk, by=Actor(head_of(other)))
    answer(question_id=answered.pk, text="Ya.", by=Actor(scene.leader))
    head = scene.place.head
    assert texts(head) == ["Dua", "'=Tiga", "Empat", "Lima", "Satu"]
    assert texts(head, order="newest") == ["Lima", "Empat", "'=Tiga", "Dua", "Satu"]
    assert texts(head, state="waiting") == ["Dua", "'=Tiga", "Empat"]
    assert texts(head, state="answered") == ["Satu"]
    assert texts(head, state="over") == ["Lima"]
    assert texts(head, text=other.unit.work_unit_code) == ["Empat"]
    assert texts(head, season=str(scene.season.pk), region="0") == texts(head)
    table = as_xlsx(signed_in(head), URL, state="answered")
    assert column(table, "Jawaban") == ["Ya."]
    assert column(table, "Indikator")[0].split(". ")[0].isdigit()
    assert {first.pk, second.pk} == {q.pk for q in scene.application.questions.filter(answer="")}


def test_the_list_leads_those_who_are_asked_to_the_answer(scene: Scene) -> None:
    question = asked(scene.application, "<b>Satu</b>")
    answering = reverse("award:answer_question", args=[question.pk])
    reading = reverse("award:questions", args=[scene.application.pk]) + f"#{question.pk}"
    for person in (scene.leader, scene.member):
        assert f'href="{answering}"' in signed_in(person).get(URL).content.decode()
    for person in (scene.place.head, scene.place.secretariat, make_holder(RoleKind.AUDITOR)):
        page = signed_in(person).get(URL).content.decode()
        assert answering not in page
        assert f'href="{reading}"' in page
        assert "&lt;b&gt;Satu" in page
    answer(question_id=question.pk, text="Ya.", by=Actor(scene.leader))
    assert answering not in signed_in(scene.leader).get(URL).content.decode()


def test_each_reads_what_their_role_lets_them(scene: Scene) -> None:
    far = make_application(scene.season, state=State.EVIDENCE_OPEN, unit=make_unit(region="papua"))
    asked(scene.application, "Dekat")
    asked(far, "Jauh")
    region = {"region": "papua"}
    assert texts(make_holder(RoleKind.REGION_SECRETARIAT, **region)) == ["Jauh"]
    assert texts(make_holder(RoleKind.REGION_VERIFIER, region=scene.place.region)) == []
    for person in (scene.leader, scene.place.head, scene.place.secretariat):
        assert texts(person) == ["Dekat"]
    for kind in (RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR):
        assert texts(make_holder(kind)) == ["Dekat", "Jauh"]
    jury = [make_holder(k) for k in (RoleKind.JUROR, RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY)]
    for person in (*jury, head_of(far)):
        assert signed_in(person).get(URL, {"export": "csv"}).status_code == 403


def test_many_questions_cost_as_few_queries_as_some(scene: Scene) -> None:
    code = indicators_of(scene.application)[0].code

    def grow(number: int) -> None:
        Question.objects.bulk_create(
            Question(
                application=row,
                indicator=code,
                text="Kapan?",
                by=scene.leader,
                at=timezone.now(),
            )
            for row in crowd.with_team(scene, number, State.EVIDENCE_OPEN)
        )

    for person in (scene.leader, make_holder(RoleKind.CENTRE_ADMIN)):
        assert same(signed_in(person), URL, grow) <= 12
