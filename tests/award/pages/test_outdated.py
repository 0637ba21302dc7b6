"""A page that is older than what it shows: who changed what, and what was typed is given back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from award.edges import by_name
from award.enums import Capacity, DateKind, SeasonState, State
from award.models import Answer, Season, Step
from directory.enums import RoleKind
from directory.queries.roles import today
from tests.award.pages.test_seasons import days, prepare
from tests.award.stages import head_of
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene, put

pytestmark = pytest.mark.django_db


def test_a_form_of_an_old_page_says_who_changed_what_and_gives_the_words_back() -> None:
    scene = Scene()
    application = put(scene.application, State.VERIFIED)
    client = signed_in(scene.place.head)
    reopen = reverse("verification:reopen", args=[application.pk])
    until = today() + timedelta(days=4)
    form = {"version": application.version - 1, "reason": "Ada laporan warga.", "until": until}
    answer = client.post(reopen, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tetapkan tim verifikasi" in page  # the last edge it walked
    assert scene.place.secretariat.name in page
    assert "Ada laporan warga." in page
    assert "Batas verifikasi yang baru" in page


def test_the_words_for_a_repair_are_given_back() -> None:
    scene = Scene()
    code = scene.indicators[0]
    url = reverse("verification:repair", args=[scene.application.pk])
    data = {"version": 0, f"{code}-codes": ["too_few"], f"{code}-text": "Foto ramp belum ada."}
    answer = signed_in(scene.leader).post(url, data)
    assert answer.status_code == 409
    assert "Foto ramp belum ada." in answer.content.decode()


@pytest.mark.parametrize("outcome", [State.AWARDED, State.NOT_AWARDED])
@pytest.mark.parametrize("behind", [1, 0])
def test_no_refusal_tells_an_outcome_that_is_under_embargo(outcome: State, behind: int) -> None:
    """Neither an old page nor an act that is no longer possible."""
    scene = Scene()
    application = put(scene.application, outcome)
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    Step.objects.create(
        application=application,
        edge="decide_award" if outcome == State.AWARDED else "decide_no_award",
        source=State.SCORED,
        target=outcome,
        version=application.version + 1,
        by=admin,
        capacity=Capacity.CENTRE_ADMIN,
        at=timezone.now(),
    )
    url = reverse("verification:repair", args=[application.pk])
    code = scene.indicators[0]
    version = application.version - behind
    data = {"version": version, f"{code}-codes": ["too_few"], f"{code}-text": "x", "seen": "x"}
    client = signed_in(scene.leader)
    for answer in (client.get(url), client.post(url, data)):
        page = answer.content.decode()
        for told in (outcome.label, by_name("decide_award").title, admin.name):
            assert str(told) not in page


def test_a_reason_beside_a_button_is_given_back() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    url = reverse("award:walk", args=[scene.application.pk, "withdraw"])
    client = signed_in(head_of(scene.application))
    answer = client.post(url, {"version": 0, "reason": "Gedung direnovasi."})
    assert answer.status_code == 409
    assert "Gedung direnovasi." in answer.content.decode()


def test_a_password_is_never_given_back() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    url = reverse("award:walk", args=[scene.application.pk, "withdraw"])
    typed = {"version": 0, "note": "Gedung baru.", "old_password": "kuda laut minum kopi"}
    page = signed_in(head_of(scene.application)).post(url, typed).content.decode()
    assert "Gedung baru." in page
    assert "kuda laut" not in page


def test_what_was_refused_is_given_back_too() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    application = put(scene.application, State.VERIFIED)
    url = reverse("award:walk", args=[application.pk, "decide_not_assessable"])
    season = scene.season
    season.state = SeasonState.PREPARED
    season.save()
    admin = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    answer = admin.post(url, {"version": application.version, "reason": "Gedung pindah."})
    assert answer.status_code == 422
    assert "Gedung pindah." in answer.content.decode()


def test_two_admins_do_not_overwrite_each_others_calendar() -> None:
    first, second = (make_holder(RoleKind.CENTRE_ADMIN) for _ in range(2))
    season = prepare(signed_in(first))
    url = reverse("award:season_calendar", args=[season.year])
    shown = {"version": season.version}
    assert signed_in(first).post(url, days() | shown).status_code == 302
    typed = days() | shown | {"self_assessment_opens": "2026-01-05T08:00"}
    answer = signed_in(second).post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert first.name in page
    assert "Kalender diubah" in page
    assert "5 Januari 2026 08.00" in page
    assert not season.dates.filter(at__year=2026, at__month=1, at__day=5).exists()


def test_a_value_typed_while_the_season_was_opened_is_given_back() -> None:
    first, second = (make_holder(RoleKind.CENTRE_ADMIN) for _ in range(2))
    season = prepare(signed_in(first))
    calendar = reverse("award:season_calendar", args=[season.year])
    signed_in(first).post(calendar, days() | {"version": season.version})
    shown = Season.objects.get(pk=season.pk).version
    walk = reverse("award:season_walk", args=[season.year])
    assert signed_in(first).post(walk, {"to": "open", "version": shown}).status_code == 302
    given = {"path": "process.hearing_days", "value": "12", "decree_number": "M.HH-9 TAHUN 2026"}
    answer = signed_in(second).post(
        reverse("award:season_value", args=[season.year]), given | {"version": shown}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "M.HH-9 TAHUN 2026" in page
    assert first.name in page
    assert str(SeasonState.OPEN.label) in page


def test_a_second_click_on_a_seasons_step_is_told_what_happened() -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    season = Scene().season
    season.dates.filter(kind=DateKind.FORWARDING_DUE).update(at=timezone.now() - timedelta(hours=1))
    walk = reverse("award:season_walk", args=[season.year])
    data = {"to": "scoring", "version": season.version}
    assert signed_in(admin).post(walk, data).status_code == 302
    again = signed_in(admin).post(walk, data)
    assert again.status_code == 409
    assert admin.name in again.content.decode()


def test_without_scripts_an_answer_that_a_colleague_changed_is_given_back() -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": 10})
    code = "fac-visitors-01"
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=scene.application.unit)
    url = reverse("award:criterion", args=[scene.application.pk, "facilities"])

    def posted(value: str, note: str) -> dict[str, str]:
        return {f"value-{code}": value, f"note-{code}": note, f"version-{code}": "0"}

    assert signed_in(operator).post(url, posted("proses", "Sedang dibangun")).status_code == 302
    answer = signed_in(head_of(scene.application)).post(url, posted("ada", "Di lobi utama"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert operator.name in page
    assert "Di lobi utama" in page
    assert "“proses”" not in page  # the label, not the code
    assert Answer.objects.get().note == "Sedang dibangun"
