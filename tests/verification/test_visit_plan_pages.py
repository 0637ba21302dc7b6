"""The pages of the visit plan, and the letter of assignment."""

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from award.errors import Refused
from directory.actors import Actor
from directory.models import Role
from directory.queries.roles import today
from record.dates import day_text
from record.store import get_store
from tests.directory.factories import make_person, signed_in
from tests.support.exported import as_csv
from tests.verification.situations import Scene
from tests.verification.test_visit_plan import away, day, plan
from verification.domain.assignment_letters import make_letter
from verification.domain.visit_plan import PlanChanged, substitute
from verification.models import Absence, AssignmentLetter, PlannedVisit

pytestmark = pytest.mark.django_db
MOST = 16


@pytest.fixture
def scene() -> Scene:
    return Scene()


def url(name: str, *args: object) -> str:
    return reverse(f"verification:{name}", args=args)


def letter(scene: Scene, made: PlannedVisit, number: str = "W.15-ST-1") -> AssignmentLetter:
    made.refresh_from_db()
    return make_letter(
        plan_id=made.pk,
        number=number,
        day=today(),
        expected_version=made.version,
        by=Actor(scene.place.secretariat),
    )


def test_the_letter_is_a_tagged_pdf_that_says_it_is_provisional(scene: Scene) -> None:
    made = plan(scene)
    away(scene.member, 3, 3)
    with pytest.raises(Refused, match=scene.member.name):
        letter(scene, made)
    substitute(
        plan_id=made.pk,
        absent=scene.member.pk,
        stand_in=scene.secretary.pk,
        expected_version=1,
        by=Actor(scene.leader),
    )
    kept = letter(scene, made)
    data = get_store().open(kept.pdf_id).read()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    text = " ".join(" ".join(pages).split())
    for words in (
        "Surat Tugas",
        "W.15-ST-1",
        "SEMENTARA",
        "tidak memuatnya",
        day_text(today()),
        scene.application.unit.name,
        scene.leader.name,
        f"Menggantikan {scene.member.name}",
        scene.place.head.name,
        scene.decree.number,
    ):
        assert " ".join(words.split()) in text, words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
    twice = (" W.15-ST-1 ", "sudah dibuat")
    for number, says in ((" ", "nomor"), ("x" * 200, "paling panjang"), twice):
        with pytest.raises(Refused, match=says):
            letter(scene, made, number)
    with pytest.raises(PlanChanged):
        make_letter(
            plan_id=made.pk, number="2", day=today(), expected_version=1, by=Actor(scene.leader)
        )
    Role.objects.filter(person=scene.place.head).update(ends=today())
    with pytest.raises(Refused, match="kepala"):
        letter(scene, made)
    assert AssignmentLetter.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentLetter.objects.update(number="lain")


def test_from_the_list_to_the_letter(scene: Scene) -> None:
    client, pk = signed_in(scene.place.secretariat), scene.application.pk
    page = client.get(url("visit_plan")).content.decode()
    assert url("plan_new", pk) in page
    assert scene.member.name in client.get(url("plan_new", pk)).content.decode()
    form = {"first_day": day(3), "last_day": day(4), "people": [scene.member.pk]}
    assert client.post(url("plan_new", pk), {**form, "people": []}).status_code == 422
    assert client.post(url("plan_new", pk), {**form, "people": ["x"]}).status_code == 422
    made = client.post(url("plan_new", pk), form)
    one = PlannedVisit.objects.get()
    assert made.headers["Location"] == url("planned", one.pk)
    said = {"version": 1, "number": "W.15-ST-2", "day": today()}
    assert client.post(url("plan_letter", one.pk), {**said, "number": ""}).status_code == 422
    assert client.post(url("plan_letter", one.pk), said).status_code == 302
    kept = AssignmentLetter.objects.get()
    assert client.get(url("assignment_letter", kept.pk)).headers["Content-Type"] == (
        "application/pdf"
    )
    listed = client.get(url("visit_plan")).content.decode()
    assert "W.15-ST-2" in listed
    assert scene.member.name in listed
    assert "Belum direncanakan" not in listed
    moved = {**form, "last_day": day(5), "version": 1}
    assert client.post(url("planned", one.pk), moved).status_code == 302
    late = client.post(url("planned", one.pk), moved)
    assert late.status_code == 422
    assert late.context["forms"]["changing"]["version"].value() == "2"
    assert "tidak lagi sesuai" in client.get(url("visit_plan")).content.decode()
    assert url("planned", one.pk) in client.get(url("visits", pk)).content.decode()
    assert scene.application.unit.name in as_csv(client, url("visit_plan"))[1]
    gone = {"version": 2, "reason": "Banjir"}
    assert client.post(url("plan_cancel", one.pk), gone).status_code == 302
    assert url("planned", one.pk) not in client.get(url("visit_plan")).content.decode()
    assert "Dibatalkan" in client.get(url("visit_plan") + "?when=all").content.decode()


def test_days_away_and_a_substitute_on_the_pages(scene: Scene) -> None:
    one = plan(scene)
    own = signed_in(scene.member)
    days = {"person": scene.member.pk, "first_day": day(3), "last_day": day(9)}
    assert own.post(url("absences"), days | {"person": scene.leader.pk}).status_code == 422
    assert "perlu pengganti" not in own.get(url("absences")).content.decode()
    assert own.post(url("absences"), days).status_code == 302
    told = own.get(url("absences")).content.decode()
    assert "Kunjungan yang perlu pengganti:" in told
    assert url("planned", one.pk) in told
    client = signed_in(scene.leader)
    assert "Perlu pengganti" in client.get(url("visit_plan")).content.decode()
    page = client.get(url("planned", one.pk)).content.decode()
    assert "Berhalangan" in page
    assert f'value="{scene.secretary.pk}"' in page
    form = {"version": 1, "absent": scene.member.pk, "stand_in": make_person().pk}
    assert client.post(url("plan_substitute", one.pk), form).status_code == 422
    form["stand_in"] = scene.secretary.pk
    assert client.post(url("plan_substitute", one.pk), form).status_code == 302
    assert "Menggantikan" in client.get(url("planned", one.pk)).content.decode()
    absence = Absence.objects.get()
    assert client.post(url("absence_withdraw", absence.pk)).status_code == 404
    assert own.post(url("absence_withdraw", absence.pk)).status_code == 302
    assert signed_in(scene.place.head).get(url("absences")).status_code == 403
    reader = signed_in(scene.place.head).get(url("planned", one.pk)).content.decode()
    assert "Simpan perubahan" not in reader
    stranger = signed_in(scene.place.verifier())
    assert stranger.get(url("planned", one.pk)).status_code == 404
    PlannedVisit.objects.update(
        first_day=today() - timedelta(days=2), last_day=today() - timedelta(days=1)
    )
    assert "Lewat, belum dicatat" in client.get(url("visit_plan") + "?when=all").content.decode()


def test_the_list_asks_the_database_as_often_for_more_plans(scene: Scene) -> None:
    client = signed_in(scene.leader)
    plan(scene)
    away(scene.member, 3, 3)
    counts = []
    for more in (0, 4):
        for _ in range(more):
            plan(scene, scene.leader, application_id=scene.add(claims=False).pk)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("visit_plan")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST
