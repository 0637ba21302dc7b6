"""One application from a season's form to a certificate that anybody can check, by clicks alone."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from award.enums import State
from award.models import Application
from directory.models import Person
from record.domain.ledger import verify
from tests.e2e.way import centre, jury, region, unit
from tests.e2e.way.official import Official
from tests.e2e.way.people import CENTRE, UNIT_NAME, everybody
from tests.support.browsing import NewPage
from tests.support.processes import Processes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEASE = "60"  # nothing is killed on this way, and the machine may be busy
JURORS = [name for name, kind in CENTRE.items() if kind == "juror"]


class Stage:
    """Gives everybody a browser with the same options, opened when first needed."""

    def __init__(self, new_page: NewPage, people: dict[str, Person], **options: object) -> None:
        self._new_page, self._people, self._options = new_page, people, options
        self._seen: dict[str, Official] = {}

    def __getitem__(self, name: str) -> Official:
        if name not in self._seen:
            self._seen[name] = Official(self._new_page(**self._options), self._people[name])
        return self._seen[name]


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("scripts", "width"),
    [
        pytest.param(True, 360, id="scripts-phone"),
        pytest.param(False, 1280, id="bare-desk", marks=pytest.mark.slow),
    ],
)
def test_from_self_assessment_to_certificate(
    new_page: NewPage, processes: Processes, tmp_path: Path, *, scripts: bool, width: int
) -> None:
    processes.relay(JOB_LEASE_SECONDS=LEASE)
    processes.worker(beat=True, JOB_LEASE_SECONDS=LEASE)
    call_command("load_instruments", verbosity=0)
    size = {"width": width, "height": 800}
    people = everybody()
    stage = Stage(new_page, people, viewport=size, java_script_enabled=scripts)
    _apply(stage, tmp_path, scripts=scripts)
    assert Application.objects.get().state == State.UNDER_VERIFICATION
    _verify(stage, tmp_path)
    assert Application.objects.get().state == State.IN_SCORING
    _score(stage)
    assert Application.objects.get().state == State.SCORED
    centre.begin_scoring(stage["Ratna Dewi"])
    centre.decide(stage["Ratna Dewi"])
    _embargoed(stage["Hasan Kepala"])
    centre.publish(stage["Ratna Dewi"])
    _checked_by_anybody(new_page, unit.read_result(stage["Hasan Kepala"]))
    assert verify() == []


def _apply(stage: Stage, folder: Path, *, scripts: bool) -> None:
    centre.prepare_and_open(stage["Ratna Dewi"])
    unit.answer_all(stage["Olga Operator"], scripts=scripts)
    unit.send_self_assessment(stage["Hasan Kepala"])
    region.appoint(stage["Wati Sekretariat"], folder)
    region.assign(stage["Wati Sekretariat"])
    unit.hand_in(stage["Olga Operator"], folder)
    unit.send_evidence(stage["Hasan Kepala"])


def _verify(stage: Stage, folder: Path) -> None:
    region.decide_findings(stage["Made Anggota"])
    region.verify(stage["Made Anggota"])
    region.visit(stage["Made Anggota"], folder)
    region.prepare_minutes(stage["Ketut Ketua"])
    region.sign(stage["Ketut Ketua"])
    region.sign(stage["Lina Sekretaris"])
    region.complete(stage["Ketut Ketua"])
    region.forward(stage["Bambang Kanwil"])


def _score(stage: Stage) -> None:
    jury.form_panel(stage["Maria Ulfa"], JURORS)
    for name in JURORS:
        jury.judge(stage[name])
    jury.propose_closing(stage["Yusuf Hadi"])
    jury.close(stage["Maria Ulfa"])


def _embargoed(head: Official) -> None:
    """The decision is made, and the unit reads nothing of it before the day."""
    head.open(f"/pengajuan/{Application.objects.get().pk}/")
    assert not head.reads(str(State.AWARDED.label))
    main = head.page.locator("main")
    assert main.get_by_role("link", name="Hasil", exact=True).count() == 0


def _checked_by_anybody(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(urlsplit(address).path)
    assert "Piagam ini berlaku" in page.locator("h1").inner_text()
    assert UNIT_NAME in page.locator("main").inner_text()
