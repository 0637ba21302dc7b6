"""What people do at the wrong moment: twice, in two tabs, too late, after going back."""

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from award.enums import State
from award.models import Answer, Application
from directory.enums import RoleKind
from directory.models import Person
from record.enums import JobState
from record.models import Job
from tests.award.stages import Stage, head_of, stage_for
from tests.directory.factories import make_holder
from tests.e2e.way.unit import photos
from tests.support.browsing import NewPage, SignIn
from tests.support.processes import Processes
from tests.support.waiting import until
from verification.enums import SETTLED_STATES
from verification.models import Checking, EvidenceVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
SEND = "Kirim penilaian mandiri"


@pytest.fixture
def stage() -> Stage:
    """A self-assessment that only its head's click keeps from being sent."""
    return stage_for("submit_self_assessment")


def operator_of(application: Application) -> Person:
    return make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)


def address(application: Application, page: str) -> str:
    return f"/pengajuan/{application.pk}/{page}/"


def ready_to_send(page: Page, application: Application) -> None:
    page.goto(address(application, "periksa"))
    page.locator("#statement").check()


def steps(application: Application) -> int:
    return application.steps.filter(edge="submit_self_assessment").count()


@SCRIPTS
def test_a_double_click_sends_once(
    new_page: NewPage, sign_in: SignIn, stage: Stage, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    sign_in(page, head_of(stage.application))
    ready_to_send(page, stage.application)
    page.get_by_role("button", name=SEND).dblclick()
    until(lambda: steps(stage.application) > 0, seconds=20, what="the first click is done")
    page.wait_for_load_state("networkidle")
    page.goto(address(stage.application, "periksa"))
    expect(page.get_by_text("Saat ini tidak ada yang dapat dikirim.")).to_be_visible()
    assert page.get_by_role("button", name=SEND).count() == 0
    assert steps(stage.application) == 1


@SCRIPTS
def test_the_second_tab_is_told_what_changed_and_by_whom(
    new_page: NewPage, sign_in: SignIn, stage: Stage, *, scripts: bool
) -> None:
    head = head_of(stage.application)
    page = new_page(java_script_enabled=scripts)
    sign_in(page, head)
    second = page.context.new_page()
    for tab in (page, second):
        ready_to_send(tab, stage.application)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("Penilaian mandiri terkirim.").first).to_be_visible()
    second.get_by_role("button", name=SEND).click()
    told = second.get_by_role("alert")
    expect(told).to_contain_text("Yang berubah")
    expect(told).to_contain_text(head.name)
    second.get_by_role("button", name="Buka lagi").or_(
        second.get_by_role("link", name="Buka lagi")
    ).first.click()
    second.wait_for_url(address_pattern(stage.application))
    assert steps(stage.application) == 1


def address_pattern(application: Application) -> str:
    return f"**/pengajuan/{application.pk}/**"


def test_two_people_at_one_question_are_told_of_each_other(
    new_page: NewPage, sign_in: SignIn, stage: Stage
) -> None:
    application = stage.application
    operator, head = operator_of(application), head_of(application)
    theirs, ours = new_page(), new_page()
    for page, person in ((theirs, operator), (ours, head)):
        sign_in(page, person)
        page.goto(address(application, "penilaian-mandiri/kriteria/facilities"))
    theirs.locator("#value-fac-visitors-01-ada").check()
    expect(theirs.locator("[data-autosave-status]")).to_contain_text("Tersimpan")
    ours.locator("#value-fac-visitors-01-proses").check()
    expect(ours.locator("[data-autosave-status]")).to_contain_text(operator.name)
    answer = Answer.objects.get(application=application, indicator="fac-visitors-01")
    assert (answer.value, answer.updated_by) == ("ada", operator)


def test_an_ended_session_is_told_and_the_words_wait(
    new_page: NewPage, sign_in: SignIn, stage: Stage
) -> None:
    application = stage.application
    head = head_of(application)
    page = new_page()
    sign_in(page, head)
    page.goto(address(application, "penilaian-mandiri/kriteria/facilities"))
    Session.objects.all().delete()
    page.locator("#note-fac-visitors-01").fill("Papan baru dipasang Mei.")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("Anda sudah keluar", timeout=15000)
    expect(page.locator("#note-fac-visitors-01")).to_have_value("Papan baru dipasang Mei.")
    sign_in(page, head)
    expect(status).to_contain_text("Tersimpan", timeout=30000)
    answer = Answer.objects.get(application=application, indicator="fac-visitors-01")
    assert answer.note == "Papan baru dipasang Mei."


@SCRIPTS
def test_going_back_after_sending_offers_nothing_to_send_again(
    new_page: NewPage, sign_in: SignIn, stage: Stage, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    sign_in(page, head_of(stage.application))
    ready_to_send(page, stage.application)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("Penilaian mandiri terkirim.").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Periksa sebelum mengirim")).to_be_visible()
    assert page.get_by_role("button", name=SEND).count() == 0
    assert steps(stage.application) == 1


def test_uploads_are_acknowledged_without_a_broker_and_checked_later(
    new_page: NewPage, sign_in: SignIn, processes: Processes, tmp_path: Path
) -> None:
    application = stage_for("submit_evidence").application
    assert application.state == State.EVIDENCE_OPEN
    processes.broker.stop()
    page = new_page()
    sign_in(page, operator_of(application))
    page.goto(address(application, "data-dukung/fac-visitors-01"))
    page.get_by_label("Pilih berkas (boleh beberapa sekaligus)").set_input_files(
        photos(tmp_path, 1)
    )
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.get_by_text("3 dari 3").first).to_be_visible(timeout=20000)
    assert EvidenceVersion.objects.filter(item__application=application).count() == 3
    assert Job.objects.filter(kind="check_evidence", state=JobState.QUEUED).count() == 3
    processes.broker.start()
    # Leases as long as usual: nothing is killed here, and the machine may be busy.
    processes.relay(JOB_LEASE_SECONDS="60")
    processes.worker(beat=True, JOB_LEASE_SECONDS="60")
    waiting = Checking.objects.exclude(state__in=SETTLED_STATES)
    until(lambda: not waiting.exists(), seconds=90, what="all three checked", step=0.5)
