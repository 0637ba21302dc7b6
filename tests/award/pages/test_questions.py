"""A question beside an indicator, its answer beside it too; the pages alone, without scripts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from award.enums import State
from award.models import Question
from award.queries.instruments import indicators_of
from directory.models import Person
from tests.award.stages import head_of
from tests.directory.factories import signed_in
from tests.verification.situations import Scene

pytestmark = pytest.mark.django_db
TEXT = "Apakah <b>foto</b> lama diterima?"


def test_a_question_and_its_answer_stand_beside_the_indicator() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    row, leader = scene.application, scene.place.verifiers[0]
    indicator = indicators_of(row)[0]
    pages = [
        reverse("verification:indicator", args=[row.pk, indicator.code]),
        reverse("award:criterion", args=[row.pk, indicator.criterion]),
        reverse("award:questions", args=[row.pk]),
    ]
    unit, team = signed_in(head_of(row)), signed_in(leader)
    ask = reverse("award:ask", args=[row.pk, indicator.code])
    for page in pages[:2]:
        assert ask in unit.get(page).content.decode()
    assert "Pertanyaan diterima sampai" in unit.get(ask).content.decode()
    assert unit.post(ask, {"text": " "}).status_code == 422
    assert unit.post(ask, {"text": TEXT}).status_code == 302
    question = Question.objects.get()
    answer = reverse("award:answer_question", args=[question.pk])
    assert answer in team.get(pages[2]).content.decode()
    assert answer not in unit.get(pages[2]).content.decode()
    assert team.post(answer, {"text": "Tidak diterima."}).status_code == 302
    for page in pages:
        shown = unit.get(page).content.decode()
        assert "Apakah &lt;b&gt;foto" in shown
        assert "Tidak diterima." in shown
    assert "Tidak diterima." in team.get(pages[0]).content.decode()
    desk = reverse("verification:verify", args=[row.pk, indicator.code])
    assert "Tidak diterima." in team.get(desk).content.decode()
    assert team.post(answer, {"text": "Diterima."}).status_code == 422


def test_a_question_is_withdrawn_on_the_page_of_all() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    row = scene.application
    unit = signed_in(head_of(row))
    unit.post(reverse("award:ask", args=[row.pk, indicators_of(row)[0].code]), {"text": TEXT})
    page = reverse("award:questions", args=[row.pk])
    assert "lalu tekan “Tanya Kanwil”" in unit.get(page).content.decode()
    away = reverse("award:withdraw_question", args=[Question.objects.get().pk])
    assert away in unit.get(page).content.decode()
    assert unit.post(away).status_code == 302
    assert "Apakah" not in unit.get(page).content.decode()
    assert unit.post(away).status_code == 404


def test_an_indicator_that_does_not_apply_has_no_page() -> None:
    row = Scene(state=State.EVIDENCE_OPEN).application
    page = reverse("award:ask", args=[row.pk, "tidak-ada"])
    unit = signed_in(head_of(row))
    assert [unit.get(page).status_code, unit.post(page, {"text": TEXT}).status_code] == [404, 404]


def test_many_questions_cost_no_more_queries_than_one() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    row, person = scene.application, head_of(scene.application)
    indicators = indicators_of(row)
    pages = [
        reverse("award:questions", args=[row.pk]),
        reverse("award:criterion", args=[row.pk, indicators[0].criterion]),
    ]
    counted = []
    for number in (1, 6):
        for indicator in indicators[len(Question.objects.all()) : number]:
            signed_in(person).post(
                reverse("award:ask", args=[row.pk, indicator.code]), {"text": TEXT}
            )
        counted.append([_cost(person, page) for page in pages])
    assert counted[0] == counted[1]


def _cost(person: Person, page: str) -> int:
    client = signed_in(person)
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)
