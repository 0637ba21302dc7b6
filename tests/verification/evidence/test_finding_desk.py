"""The page of a finding: the file with outlines, the other file, versions, facts, keys."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from record.domain import jobs
from record.models import Job, LedgerEntry
from record.queries.ledger import entries_about
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.test_findings import a_finding
from tests.verification.evidence.world import (
    checked,
    head_of,
    make_application,
    make_team,
    photo,
)
from tests.workers.checks.embedded.documents import pdf_with
from tests.workers.checks.makers import encoded, exif, photograph
from tests.workers.checks.pdf import raw
from verification.domain.answers import answer
from verification.domain.drawers import draw
from verification.domain.findings import decide, raise_finding
from verification.enums import Severity, Verdict
from verification.models import (
    Checking,
    Drawing,
    EvidenceVersion,
    Finding,
    FindingDecision,
    TwinLook,
)
from verification.queries.drawings import DRAW_JOB

pytestmark = pytest.mark.django_db
LINE = b"BT /F1 24 Tf 72 700 Td (Nilai %d orang) Tj ET"


def url(route: str, *args: object) -> str:
    return reverse(f"verification:{route}", args=args)


def text(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def picture(box: tuple[int, int, int, int] | None = None, **options: Any) -> bytes:
    """A photograph, or a part of it, as a camera or a messenger stores it."""
    whole = photograph().crop(box or (0, 0, 512, 512))
    return encoded(whole, quality=80, **options)


def changed_pdf() -> bytes:
    """A page on which a number was replaced in an incremental save."""
    before = raw.written(raw.objects(LINE % 100))
    return raw.updated(before, {4: raw.stream(LINE % 900)})


def drawn() -> list[Job]:
    """Do what was asked to be drawn, as a worker does."""
    waiting = list(Job.objects.filter(kind=DRAW_JOB, state="queued"))
    for job in waiting:
        claimed = jobs.claim(job.pk, owner="test")
        assert claimed is not None
        draw(claimed)
    return waiting


def twins() -> tuple[Application, Application, Finding]:
    """Part of a unit's photograph as the evidence of another one, in the same region's team."""
    application, other = make_application(), make_application()
    checked(other, picture())
    version = checked(application, picture((10, 14, 505, 500)))
    return application, other, version.findings.get(other__isnull=False)


def test_the_matched_regions_are_outlined_for_who_sees_both_units() -> None:
    _application, other, finding = twins()
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    page = text(client, url("finding", finding.pk))
    region = finding.region
    assert region is not None
    for corners in (region["polygon"], region["other_polygon"]):
        assert " ".join(f"{x},{y}" for x, y in corners) in page
    assert other.unit.name in page
    assert 'viewBox="0 0 495 486"' in page
    assert 'viewBox="0 0 512 512"' in page
    assert url("twin_preview", finding.pk, "preview") in page


def test_the_other_picture_lies_over_the_own_one_where_it_is_the_same() -> None:
    *_applications, finding = twins()
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    half = client.get(url("finding", finding.pk)).context["pair"]
    a, b, c, d, e, f = (float(part) for part in half.over[7:-1].split())
    assert (a, d) == pytest.approx((1, 1), abs=0.02)
    assert (b, c) == pytest.approx((0, 0), abs=0.02)
    assert (e, f) == pytest.approx((-10, -14), abs=2)
    assert half.covered == 495 * 50 // 100
    assert client.get(url("finding", finding.pk), {"geser": "100"}).context["pair"].wipe == 100
    assert client.get(url("finding", finding.pk), {"geser": "-9"}).context["pair"].wipe == 50


def test_the_twin_s_own_finding_lays_it_the_other_way_round() -> None:
    _application, other, finding = twins()
    mirrored = Finding.objects.get(version__item__application=other, other=finding.version)
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    over = client.get(url("finding", mirrored.pk)).context["pair"].over
    e, f = (float(part) for part in over[7:-1].split()[4:])
    assert (e, f) == pytest.approx((10, 14), abs=2)


def test_of_a_unit_they_do_not_see_the_team_opens_the_matched_region_alone() -> None:
    application, other, finding = twins()
    team = make_team(application)
    client = signed_in(team.member)
    address, preview = url("finding", finding.pk), url("twin_preview", finding.pk, "preview")
    page = text(client, address)
    assert "Berkas UPT lain di wilayah ini" in page
    assert preview not in page
    offered = page.count('type="radio"')  # the keys count what can be chosen
    assert offered > 1
    assert f"<kbd>1</kbd>–<kbd>{offered}</kbd>" in page
    assert client.get(preview).status_code == 404
    assert client.post(url("look_at_twin", finding.pk)).status_code == 302
    assert "sedang disiapkan" in text(client, address)
    assert client.get(preview).status_code == 404
    assert len(drawn()) == 1
    page = text(client, address)
    assert preview in page
    for secret in (other.unit.name, other.unit.work_unit_code, "foto.jpg", str(other.pk)):
        assert secret not in page
    shown = Image.open(io.BytesIO(client.get(preview).getvalue()))
    assert shown.width <= 512
    cut = Drawing.objects.get(version=finding.other_id)
    assert shown.size == (cut.width, cut.height)


def test_a_look_is_in_the_ledger_once_with_who_and_what() -> None:
    application, _other, finding = twins()
    team = make_team(application)
    for person in (team.member, team.member, team.leader):
        client = signed_in(person)
        client.get(url("finding", finding.pk))
        client.post(url("look_at_twin", finding.pk))
    entries = entries_about(f"finding:{finding.pk}").filter(kind="twin_seen")
    bodies = [entry.body for entry in entries]
    assert len(bodies) == 2
    assert str(team.member.pk) in bodies[0]
    assert str(team.leader.pk) in bodies[1]
    assert TwinLook.objects.count() == 2


def test_a_look_at_a_unit_one_sees_anyway_is_not_asked_for() -> None:
    *_applications, finding = twins()
    page = text(signed_in(make_holder(RoleKind.AUDITOR)), url("finding", finding.pk))
    assert "Perlihatkan bagian yang sama" not in page
    assert not LedgerEntry.objects.filter(kind="twin_seen").exists()


def test_who_may_not_open_the_other_file() -> None:
    application, other, finding = twins()
    make_team(application)
    strangers = (head_of(application), head_of(other), make_holder(RoleKind.JUROR))
    for person in strangers:
        assert signed_in(person).post(url("look_at_twin", finding.pk)).status_code == 404
    assert not TwinLook.objects.exists()


def test_the_same_bytes_need_no_look_at_all() -> None:
    application, other = make_application(), make_application()
    checked(other, photo(1))
    finding = checked(application, photo(1)).findings.get()
    page = text(signed_in(make_team(application).member), url("finding", finding.pk))
    assert "Kedua berkas sama persis" in page
    assert "Perlihatkan bagian yang sama" not in page
    assert other.unit.name not in page


def test_a_sealed_file_is_not_shown_beside_another() -> None:
    application, _other, finding = twins()
    Checking.objects.filter(version=finding.other_id).update(sealed=True)
    client = signed_in(make_team(application).member)
    assert client.post(url("look_at_twin", finding.pk)).status_code == 422
    assert client.get(url("twin_preview", finding.pk, "preview")).status_code == 404


def test_versions_of_a_page_stand_side_by_side() -> None:
    application = make_application()
    version = checked(application, changed_pdf(), name="surat.pdf")
    finding = version.findings.get(kind="earlier_version")
    client = signed_in(make_team(application).member)
    assert "sedang digambar" in text(client, url("finding", finding.pk))
    assert [job.version for job in drawn()] == ["page-1"]
    page = text(client, url("finding", finding.pk))
    assert "Halaman 1, versi 1 dari 2" in page
    assert "Halaman 1, versi 2 dari 2" in page
    before, after = Drawing.objects.filter(version=version)
    assert before.facts["boxes"] == []
    (box,) = after.facts["boxes"]
    assert 100 < box[0] < box[2] < 400  # the number stands in the left half, above the middle
    assert 100 < box[1] < box[3] < 250
    answered = client.get(url("finding_drawing", finding.pk, before.pk))
    assert answered["Content-Type"] == "image/webp"
    assert "default-src 'none'" in answered["Content-Security-Policy"]


def test_a_page_is_drawn_when_asked_and_once() -> None:
    application = make_application()
    version = checked(application, changed_pdf(), name="surat.pdf")
    finding = version.findings.get(kind="earlier_version")
    drawn()
    client = signed_in(make_team(application).member)
    for _ in range(2):
        answered = client.post(url("draw_page", finding.pk), {"page": "7"})
        assert answered.status_code == 302
    assert len(drawn()) == 1
    page = text(client, url("finding", finding.pk) + "?halaman=1")
    assert "Halaman 1, versi 2" in page
    assert Drawing.objects.get(version=version, subject="page-7").reason == "damaged"
    for odd in ("0", "-1", "x", "999999", ""):
        assert client.post(url("draw_page", finding.pk), {"page": odd}).status_code == 404


def test_drawings_are_for_those_who_judge() -> None:
    application = make_application()
    version = checked(application, changed_pdf(), name="surat.pdf")
    finding = version.findings.get(kind="earlier_version")
    drawn()
    drawing = Drawing.objects.filter(version=version).latest("pk")
    unit = signed_in(head_of(application))
    address = url("finding_drawing", finding.pk, drawing.pk)
    assert unit.get(url("finding", finding.pk)).status_code == 200  # its own file, its own PDF
    assert unit.get(address).status_code == 404
    member = signed_in(make_team(application).member)
    assert member.get(address).status_code == 200
    another = a_finding(application)
    assert member.get(url("finding_drawing", another.pk, drawing.pk)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "box", "transform"),
    [
        ("", "0 0 495 486", ""),
        ("?putar=90", "0 0 486 495", "translate(486 0) rotate(90)"),
        ("?putar=180", "0 0 495 486", "translate(495 486) rotate(180)"),
        ("?putar=270", "0 0 486 495", "translate(0 495) rotate(270)"),
        ("?putar=45&besar=9", "0 0 495 486", ""),
    ],
)
def test_a_picture_is_turned_without_scripts(asked: str, box: str, transform: str) -> None:
    *_applications, finding = twins()
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    sheet = client.get(url("finding", finding.pk) + asked).context["sheet"]
    assert (sheet.view_box, sheet.transform) == (box, transform)
    assert sheet.view.zoom == 1


def test_metadata_and_distance_are_read_as_a_table() -> None:
    application = make_application()
    application.unit.latitude, application.unit.longitude = -7.25, 112.75
    application.unit.save()
    taken = exif(taken="2024:05:01 09:00:00", place=(-6.2, 106.8))
    version = checked(application, picture(exif=taken))
    finding = version.findings.get(kind="far_from_unit")
    page = text(signed_in(make_team(application).member), url("finding", finding.pk))
    assert "Keterangan di dalam berkas" in page
    assert "km dari UPT" in page
    assert "1 Mei 2024" in page
    assert "-6.2" not in page  # a distance, not a place


def test_reasons_ready_to_pick_and_the_next_finding() -> None:
    application = make_application()
    team = make_team(application)
    first, second = a_finding(application), a_finding(application)
    client = signed_in(team.member)
    given = {"verdict": "ask", "ready": "ask.when_where", "seen": "0"}
    answered = client.post(url("decide_finding", first.pk), given)
    assert answered["Location"] == url("finding", second.pk)
    assert FindingDecision.objects.get().reason == (
        "Kapan, di mana, dan oleh siapa berkas ini dibuat?"
    )
    given = {"verdict": "no_issue", "ready": "no_issue.looked", "reason": "Cocok.", "seen": "0"}
    answered = client.post(url("decide_finding", second.pk), given)
    assert answered["Location"] == url("finding", second.pk)  # the first waits for its unit
    assert FindingDecision.objects.latest("pk").reason.endswith("indikator. Cocok.")
    answer(finding_id=first.pk, text="Bulan lalu.", by=Actor(head_of(application)))
    page = text(client, url("finding", second.pk))
    assert url("finding", first.pk) in page
    assert "UPT sudah menjawab" in text(client, url("finding", first.pk))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_ready_reason_is_kept_in_indonesian(language: str) -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    team.member.language = language
    team.member.save()
    given = {"verdict": "no_issue", "ready": "no_issue.looked", "seen": "0"}
    signed_in(team.member).post(url("decide_finding", finding.pk), given)
    assert FindingDecision.objects.get().reason.startswith("Sudah dilihat")


@pytest.mark.parametrize(
    "given",
    [
        {"verdict": "no_issue"},
        {"verdict": "no_issue", "ready": "ask.when_where"},
        {"verdict": "no_issue", "ready": "no_issue.nothing"},
        {"verdict": "no_issue", "ready": "confirmed_false.admitted", "reason": "Ya."},
        {"ready": "no_issue.looked"},
    ],
)
def test_reasons_that_do_not_fit_are_refused(given: dict[str, str]) -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    answered = signed_in(team.member).post(
        url("decide_finding", finding.pk), {**given, "seen": "0"}
    )
    assert answered.status_code == 422
    assert not FindingDecision.objects.exists()


def test_the_unit_s_answer_comes_back_to_the_same_page_in_order() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    by, unit = Actor(team.leader), Actor(head_of(application))
    decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="Kapan?", by=by)
    answer(finding_id=finding.pk, text="Bulan lalu.", by=unit)
    decide(finding_id=finding.pk, verdict=Verdict.NO_ISSUE, reason="Baik.", by=by)
    page = text(signed_in(team.member), url("finding", finding.pk))
    past = page[page.index("Riwayat") :]
    assert past.index("Kapan?") < past.index("Bulan lalu.") < past.index("Baik.")


def test_the_findings_of_a_file_stand_beside_each_other() -> None:
    application = make_application()
    team = make_team(application)
    taken = exif(taken="2020:05:01 09:00:00", software="GIMP 2.10")
    version = checked(application, picture(exif=taken))
    kinds = set(version.findings.values_list("kind", flat=True))
    assert {"outside_season", "editing_software"} <= kinds
    finding = version.findings.get(kind="outside_season")
    page = text(signed_in(team.member), url("finding", finding.pk))
    for title in ("Foto diambil di luar periode", "Disimpan dengan aplikasi penyunting"):
        assert title in page


def test_a_file_without_a_preview_says_so() -> None:
    application = make_application()
    team = make_team(application)
    page = text(signed_in(team.member), url("finding", a_finding(application).pk))
    assert "tidak dapat digambar" in page
    assert EvidenceVersion.objects.filter(previews__isnull=True).exists()


def test_of_a_document_they_do_not_see_the_team_opens_the_one_picture() -> None:
    application, other = make_application(), make_application()
    letter = checked(other, pdf_with(photo(3), photo(1)), name="laporan.pdf")
    version = checked(application, photo(1))
    finding = version.findings.get(other=letter)
    drawn()
    client = signed_in(make_team(application).member)
    address, preview = url("finding", finding.pk), url("twin_preview", finding.pk, "preview")
    assert client.get(preview).status_code == 404
    client.post(url("look_at_twin", finding.pk))
    page = text(client, address)
    assert preview in page
    assert "laporan.pdf" not in page
    assert other.unit.name not in page
    shown = Image.open(io.BytesIO(client.get(preview).getvalue()))
    assert shown.size == (640, 480)  # the photograph, not the page it stands on


def test_who_sees_both_units_compares_the_pictures_inside_documents() -> None:
    application, other = make_application(), make_application()
    checked(other, photo(1))
    version = checked(application, pdf_with(photo(3), photo(1)), name="laporan.pdf")
    finding = version.findings.get(other__isnull=False)
    drawn()
    client = signed_in(make_holder(RoleKind.CENTRE_VERIFIER))
    pair = client.get(url("finding", finding.pk)).context["pair"]
    assert (pair.own.size.width, pair.own.size.height) == (640, 480)
    assert (pair.other.size.width, pair.other.size.height) == (640, 480)
    assert client.get(pair.own.url).status_code == 200
    assert client.get(pair.other.url).status_code == 200


def test_copied_words_stand_beside_each_other_once_they_are_opened() -> None:
    application, other = make_application(), make_application()
    theirs = checked(other, changed_pdf(), name="sop.pdf")
    version = checked(application, photo(1))
    member = make_team(application).member
    finding = raise_finding(
        version_id=version.pk, text="Salinan?", severity=Severity.LOW, by=Actor(member)
    )
    passages = [
        {"own": {"start": 0, "end": 9, "text": "Petugas menyapa"},
         "other": {"start": 4, "end": 13, "text": "Petugas memanggil"}}
    ]  # fmt: skip
    copied = Finding.objects.create(
        version=version,
        other=theirs,
        raised_by=member,
        kind="text_copied_other_unit",
        severity="medium",
        explanation_id="?",
        explanation_en="?",
        facts={"passages": passages, "scope": "other_unit"},
        at=finding.at,
    )
    client = signed_in(member)
    assert "Petugas memanggil" not in text(client, url("finding", copied.pk))
    client.post(url("look_at_twin", copied.pk))
    page = text(client, url("finding", copied.pk))
    assert "Petugas memanggil" in page
    assert "Petugas menyapa" in page
    preview = url("twin_preview", copied.pk, "preview")
    assert preview not in page
    assert client.get(preview).status_code == 404  # its first page names the unit


def test_maps_are_made_when_asked_for() -> None:
    application = make_application()
    team = make_team(application)
    taken = exif(taken="2020:05:01 09:00:00")
    version = checked(application, picture(exif=taken))
    finding = version.findings.get(kind="outside_season")
    client = signed_in(team.member)
    assert "Buat peta kompresi" in text(client, url("finding", finding.pk))
    assert client.post(url("draw_maps", finding.pk)).status_code == 302
    assert "sedang dibuat" in text(client, url("finding", finding.pk))
    drawn()
    page = text(client, url("finding", finding.pk))
    made = Drawing.objects.filter(version=version, subject="maps")
    assert {"grid", "error_level"} <= {drawing.name for drawing in made}
    for drawing in made:
        address = url("finding_drawing", finding.pk, drawing.pk)
        assert address in page
        assert client.get(address)["Content-Type"] == "image/png"
    assert "bukan bukti" in page
    unit = signed_in(head_of(application))
    assert unit.post(url("draw_maps", finding.pk)).status_code == 404
