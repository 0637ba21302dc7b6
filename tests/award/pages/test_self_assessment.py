"""Writing and sending the self-assessment, with and without scripts."""

import pytest
from django.urls import reverse

from award.enums import State
from award.models import Answer, Application
from award.queries.instruments import indicator_names
from directory.enums import RoleKind
from tests.award.stages import head_of, stage_for
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene, put

pytestmark = pytest.mark.django_db
CODE = "fac-visitors-01"


@pytest.fixture
def scene() -> Scene:
    return Scene(state=State.DRAFT, days={"self_assessment_due": 10})


def url(scene: Scene, name: str, *args: str) -> str:
    return reverse(f"award:{name}", args=[scene.application.pk, *args])


def posted(value: str, version: int = 0, note: str = "") -> dict[str, str]:
    return {f"value-{CODE}": value, f"note-{CODE}": note, f"version-{CODE}": str(version)}


def test_autosave_answers_with_the_next_version(scene: Scene) -> None:
    client = signed_in(make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit))
    answer = client.post(url(scene, "autosave"), posted("ada"))
    assert answer.status_code == 200
    assert answer.json()["fields"] == {f"version-{CODE}": 1}
    assert Answer.objects.get().value == "ada"


def test_autosave_tells_who_was_faster(scene: Scene) -> None:
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)
    signed_in(operator).post(url(scene, "autosave"), posted("proses"))
    answer = signed_in(head_of(scene.application)).post(url(scene, "autosave"), posted("ada"))
    assert answer.status_code == 409
    assert operator.name in answer.json()["message"]
    assert Answer.objects.get().value == "proses"


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 422), (posted("nonsense"), 422), ({"version-nonsense": "0"}, 422)],
)
def test_autosave_refuses_in_words(scene: Scene, data: dict[str, str], status: int) -> None:
    answer = signed_in(head_of(scene.application)).post(url(scene, "autosave"), data)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_after_sending_autosave_says_so(scene: Scene) -> None:
    put(scene.application, State.SELF_ASSESSED)
    answer = signed_in(head_of(scene.application)).post(url(scene, "autosave"), posted("ada"))
    assert answer.status_code == 422
    assert "Penilaian mandiri terkirim" in answer.json()["message"]


def test_without_scripts_a_page_saves_all_its_answers(scene: Scene) -> None:
    client = signed_in(head_of(scene.application))
    answer = client.post(
        url(scene, "criterion", "facilities"), posted("ada", note="Di lobi\r\nutama\x00")
    )
    assert answer.status_code == 302
    assert Answer.objects.get().note == "Di lobi\nutama"


def test_without_scripts_an_answer_is_changed_and_the_others_are_left(scene: Scene) -> None:
    client, page = signed_in(head_of(scene.application)), url(scene, "criterion", "facilities")
    other = {"value-fac-visitors-03": "ada", "version-fac-visitors-03": "0"}
    client.post(page, posted("ada", note="Di lobi") | other)
    again = {**other, "version-fac-visitors-03": "1"}
    assert client.post(page, posted("proses", version=1) | again).status_code == 302
    changed, left = Answer.objects.order_by("indicator")
    assert (changed.value, changed.note, changed.version) == ("proses", "", 2)
    assert left.version == 1


def test_an_unknown_criterion_is_no_page(scene: Scene) -> None:
    client = signed_in(head_of(scene.application))
    assert client.get(url(scene, "criterion", "nonsense")).status_code == 404


def test_the_head_sends_and_the_operator_cannot() -> None:
    stage = stage_for("submit_self_assessment")
    application = stage.application
    send = reverse("award:send_self_assessment", args=[application.pk])
    data = {"version": application.version, "statement": "yes"}
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)
    assert signed_in(operator).post(send, data).status_code == 403
    client = signed_in(head_of(application))
    assert client.post(send, {**data, "statement": ""}).status_code == 422
    assert client.post(send, data).status_code == 302
    assert Application.objects.get(pk=application.pk).state == State.SELF_ASSESSED


def test_a_second_click_is_told_what_happened() -> None:
    stage = stage_for("submit_self_assessment")
    application, head = stage.application, head_of(stage.application)
    send = reverse("award:send_self_assessment", args=[application.pk])
    data = {"version": application.version, "statement": "yes"}
    client = signed_in(head)
    client.post(send, data)
    again = client.post(send, data)
    assert again.status_code == 409
    page = again.content.decode()
    assert "Kirim penilaian mandiri" in page
    assert head.name in page


def test_what_stands_in_the_way_is_shown_before_the_button(scene: Scene) -> None:
    page = signed_in(head_of(scene.application)).get(url(scene, "checklist"))
    text = page.content.decode()
    assert "belum dijawab" in text
    assert "disabled" in text


@pytest.mark.parametrize("name", ["self_assessment", "autosave"])
def test_the_kanwil_does_not_write_for_a_unit(scene: Scene, name: str) -> None:
    client = signed_in(scene.place.head)
    answer = client.post(url(scene, name), posted("ada"))
    assert answer.status_code in (403, 405)
    assert not Answer.objects.exists()


def test_what_was_left_unanswered_is_told_on_the_next_page_and_to_the_operator(
    scene: Scene,
) -> None:
    client = signed_in(make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit))
    page = client.post(url(scene, "criterion", "facilities"), posted("ada"), follow=True)
    names = indicator_names(scene.application)
    assert "belum dijawab" in page.content.decode()
    overview = client.get(url(scene, "checklist")).content.decode()
    assert f"“{names[CODE]}” belum dijawab" not in overview
    assert f"“{names[scene.indicators[1]]}” belum dijawab" in overview


def test_each_missing_answer_leads_to_its_question(scene: Scene) -> None:
    client = signed_in(head_of(scene.application))
    page = client.get(url(scene, "checklist")).content.decode()
    assert f'href="{url(scene, "criterion", "facilities")}#{CODE}"' in page
    assert f'id="{CODE}"' in client.get(url(scene, "criterion", "facilities")).content.decode()
