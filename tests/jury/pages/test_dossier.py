"""All of one application on one page: what the centre reads, and who of it when."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from award.enums import Capacity, DateKind, ExtensionScope, State
from award.models import Application, Claim, Extension, Question
from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from directory.models import Person
from jury.models import Hearing, Objection
from tests.directory.factories import make_holder, make_role, signed_in
from tests.jury.modified import apply, modified_world, register
from tests.jury.worlds import Jury, client
from tests.record.domain.test_documents import kinds_of_tags
from tests.support.exported import body
from tests.support.query_counts import queries
from tests.verification.situations import Scene, add_file, put, served_at
from verification.enums import Severity, Verdict
from verification.models import (
    Finding,
    FindingDecision,
    IndicatorVerification,
    Minutes,
    RepairRequest,
    Signature,
    VisitObservation,
)

pytestmark = pytest.mark.django_db
MOST = 13


def page(application: Application) -> str:
    return reverse("jury:dossier", args=[application.pk])


def file(application: Application) -> str:
    return reverse("jury:dossier_file", args=[application.pk])


def shown(person: Person, application: Application) -> str:
    answer = signed_in(person).get(page(application))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def found_in(scene: Scene, code: str, sha256: str, verdict: Verdict | None) -> Finding:
    finding = Finding.objects.create(
        version=add_file(scene, code, sha256),
        raised_by=scene.leader,
        kind="raised_by_person",
        severity=Severity.HIGH,
        explanation_id="Foto lain.",
        explanation_en="Another photo.",
        at=timezone.now(),
    )
    if verdict:
        FindingDecision.objects.create(
            finding=finding, verdict=verdict, reason="Foto asli ditunjukkan.", by=scene.leader,
            capacity=Capacity.TEAM_LEADER, at=timezone.now(),
        )  # fmt: skip
    return finding


def told(scene: Scene) -> None:
    """One of each thing that stands in a dossier, and none of it of another unit."""
    row, now, by = scene.application, timezone.now(), {"by": scene.leader}
    one, two, three = scene.indicators[:3]
    found_in(scene, one, "a" * 64, Verdict.NO_ISSUE)
    found_in(scene, two, "b" * 64, None)
    scene.verify(three, observation="Kursi roda ada dua.")
    claim = Claim.objects.get(application=row, indicator=one)
    scale = next(i.scale for i in indicators_of(row) if i.code == one)
    other = next(a.code for a in scale.answers if a.code != claim.value)
    scene.verify(one, value=other, observation="Tidak terlihat.")
    scene.visit()
    VisitObservation.objects.create(
        visit=row.visits.get(), indicator=one, text="Terlihat.", at=now, **by
    )
    sign_as_leader(scene)
    RepairRequest.objects.create(
        application=row, round=1, indicator=two, codes=["too_few"], text="Dua foto lagi.", at=now,
        **by,
    )  # fmt: skip
    Question.objects.create(
        application=row, indicator=one, text="Boleh foto malam?", at=now, answer="Boleh.",
        answered_by=scene.leader, answered_at=now, **by,
    )  # fmt: skip
    Question.objects.create(
        application=row, indicator=two, text="Salah tanya", at=now, withdrawn_at=now, **by
    )
    for unit, reason in ((row.unit, "Banjir."), (scene.add().unit, "Gempa.")):
        Extension.objects.create(
            season=scene.season, kind=DateKind.EVIDENCE_DUE, scope=ExtensionScope.UNIT, unit=unit,
            until=now, reason=reason, **by,
        )  # fmt: skip
    Objection.objects.create(
        application=row, against=State.NOT_PASSED, text="Kami tidak setuju.", filed_at=now,
        filed_by=scene.leader,
    )  # fmt: skip


def sign_as_leader(scene: Scene) -> None:
    """Minutes with one signature of the two that are needed, past what comes before them."""
    minutes = Minutes.objects.create(
        application=scene.application, kind="minutes", verification_round=1, number=1,
        decree=scene.decree, content="{}", content_digest="0" * 64, basis="0" * 64,
        findings_basis="0" * 64, pdf=scene.decree.file, by=scene.leader, at=timezone.now(),
    )  # fmt: skip
    Signature.objects.create(
        minutes=minutes, person=scene.leader, function="leader", decree=scene.decree,
        digest=minutes.pdf_id, in_force=[str(p.pk) for p in scene.place.verifiers],
        at=timezone.now(),
    )  # fmt: skip


def test_everything_about_one_unit_stands_on_one_page_and_in_the_pdf() -> None:
    scene = Scene()
    told(scene)
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    text = shown(admin, scene.application)
    words = (
        scene.application.unit.work_unit_code, scene.decree.number, scene.leader.name,
        "Kursi roda ada dua.", "(berbeda)", "Foto asli ditunjukkan.", "Belum diputuskan",
        "1 dari 2", "Jumlahnya kurang", "Dua foto lagi.", "Boleh foto malam?", "Boleh.",
        "Banjir.", "Kami tidak setuju.", "Belum ada nilai yang boleh ditunjukkan.",
    )  # fmt: skip
    for word in words:
        assert word in text, word
    for word in ("Gempa.", "Salah tanya", "Foto lain.jpg"):
        assert word not in text, word
    html = signed_in(admin).get(page(scene.application)).text
    named = re.findall(r'<(?:section|nav|div)[^>]* aria-label(?:ledby)?="([^"]+)"', html)
    titles = dict(re.findall(r'id="([^"]+)">([^<]+)</h2>', html))
    landmarks = [titles.get(name, name) for name in named]
    assert len(landmarks) == len(set(landmarks)), "two landmarks of one name"
    with capture_logs() as logs:
        answer = signed_in(admin).get(file(scene.application))
    assert answer.headers["Cache-Control"] == "private, no-store"
    code = scene.application.unit.work_unit_code
    assert answer.headers["Content-Disposition"].endswith(f'-{code}.pdf"')
    line = next(line for line in logs if line["event"] == "exported")
    assert (line["person"], line["application"]) == (str(admin.pk), str(scene.application.pk))
    made = body(answer)
    pages = pypdfium2.PdfDocument(made)
    printed = " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())
    for word in (*words, admin.name, "Diambil pada", "Verifikasi Kanwil"):
        assert word in printed, word
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert {"/H1", "/H2", "/H3", "/TH"} <= kinds_of_tags(pdf.Root.StructTreeRoot)


def test_a_value_counts_only_while_claim_and_files_are_those_it_judged() -> None:
    scene = Scene()
    scene.verify_all()
    verifier = make_holder(RoleKind.CENTRE_VERIFIER)
    changed = "berubah sesudahnya"
    assert changed not in shown(verifier, scene.application)
    add_file(scene, scene.indicators[0], "c" * 64, sealed=True)
    assert changed not in shown(verifier, scene.application)
    add_file(scene, scene.indicators[0], "d" * 64)
    assert shown(verifier, scene.application).count(changed) == 1


def test_it_asks_as_often_for_many_indicators_files_and_findings_as_for_few() -> None:
    scene = Scene()
    browser = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    told(scene)
    put(scene.application, State.SCORED)
    assert queries(browser, page(scene.application)) <= MOST
    for number, code in enumerate(scene.indicators):
        found_in(scene, code, f"{number:064x}", Verdict.REPAIR)
    IndicatorVerification.objects.bulk_create(
        IndicatorVerification(
            application=scene.application, indicator=code, version=9, value="", basis="",
            decree=scene.decree, by=scene.leader, at=timezone.now(),
        )
        for code in scene.indicators
    )  # fmt: skip
    assert queries(browser, page(scene.application)) <= MOST


def test_scores_and_decisions_wait_for_who_may_know_them() -> None:
    world = Jury()
    row, secret = world.application, "Di bawah embargo"
    verifier, auditor = make_holder(RoleKind.CENTRE_VERIFIER), make_holder(RoleKind.AUDITOR)
    barred = make_holder(RoleKind.CENTRE_ADMIN)
    world.bar(barred)
    assert "belum diumumkan" not in shown(world.admin, row)
    world.score()
    world.close()
    for person, knows in ((world.admin, True), (auditor, True), (verifier, False), (barred, False)):
        assert ("rata-rata" in shown(person, row)) is knows
    world.decide()
    for person, knows in ((world.admin, True), (auditor, True), (verifier, False), (barred, False)):
        text = shown(person, row)
        assert (secret in text, "Semua layanan diberikan." in text) == (knows, knows)
        told = person != barred
        assert ("belum diumumkan" in text) is told, "its state is under embargo for all who know it"
        assert (str(State.AWARDED.label) in text) is told
        assert (str(State.IN_SCORING.label) in text) is not told
    assert reverse("jury:decide", args=[world.season.year, row.pk]) in shown(world.admin, row)
    made = pypdfium2.PdfDocument(body(client(world.admin).get(file(row))))
    assert "DI BAWAH EMBARGO" in made[0].get_textpage().get_text_bounded()
    world.publish()
    for person in (world.admin, verifier, barred):
        text = shown(person, row)
        assert "Semua layanan diberikan." in text
        assert secret not in text
        assert "belum diumumkan" not in text
        assert reverse("jury:result", args=[row.pk]) in text


def test_scores_wait_for_who_served_in_the_unit_as_for_who_declared_a_conflict() -> None:
    world = Jury()
    served_at(world.other_admin, world.application.unit, ended_days_ago=100)
    world.score()
    world.close()
    assert "rata-rata" not in shown(world.other_admin, world.application)
    world.decide()
    assert "Semua layanan diberikan." not in shown(world.other_admin, world.application)


def test_hearings_and_modifiers_are_read_as_on_their_own_pages() -> None:
    world = modified_world()
    row, now = world.application, timezone.now()
    nothing = "Tidak ada penyesuai yang boleh ditunjukkan."
    text = shown(world.admin, row)
    assert (nothing in text, "UPT tidak dimintai keterangan." in text) == (True, True)
    Hearing.objects.create(
        application=row, about="disqualify", charge="Dari mana foto ini?", opened_by=world.admin,
        opened_at=now, answer_due=now + timedelta(days=7), answer="Dari kami.",
        answered_by=world.head(), answered_at=now,
    )  # fmt: skip
    entry = register(world)
    barred, verifier = make_holder(RoleKind.CENTRE_ADMIN), make_holder(RoleKind.CENTRE_VERIFIER)
    world.bar(barred)
    facts = ("Ruang tunggu ditutup", "Ombudsman RI, LAHP/12", "-2,5", "Dijawab paling lambat")
    heard = ("Diskualifikasi", "Dari mana foto ini?", "Dari kami.", "Berjalan")
    for person in (world.admin, verifier):
        text = shown(person, row)
        for word in (*facts, *heard, "Menunggu keputusan"):
            assert word in text, word
        assert "belum diumumkan" not in text
    apply(world, entry)
    Hearing.objects.update(closed_at=now)
    text = shown(verifier, row)
    for word in ("Dihitung", "Terbukti.", "belum diumumkan", "Selesai"):
        assert word in text, word
    text = shown(barred, row)
    for word in (*facts, "Terbukti.", "belum diumumkan", reverse("jury:modifiers", args=[row.pk])):
        assert word not in text, "who is in conflict with the unit is not told that there is one"
    assert nothing in text
    put(row, State.IN_SCORING, published_version=row.version)
    assert "Terbukti." in shown(verifier, row)
    assert "belum diumumkan" not in shown(verifier, row)


def test_it_is_the_centres_and_never_of_who_scores_the_unit() -> None:
    world = Jury(units=2)
    row, other = world.applications
    juror = world.jurors[0]
    both = make_role(RoleKind.CENTRE_ADMIN, person=juror).person
    region = make_holder(RoleKind.REGION_HEAD, region=row.region)
    for person in (both, world.chair, world.secretary, region, world.head(), world.jurors[1]):
        for url in (page(row), file(row)):
            assert client(person).get(url).status_code == 404
    assert Client().get(page(row)).status_code == 302
    assert page(row) not in client(juror).get(reverse("award:application", args=[row.pk])).text
    own = reverse("award:application", args=[other.pk])
    assert page(other) in client(world.admin).get(own).text
    world.seat().assignments.all().delete()
    assert client(both).get(page(row)).status_code == 200
