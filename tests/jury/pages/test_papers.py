"""The centre's papers: under embargo until published, and then for those they are for."""

import base64
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Unit
from jury.domain.papers.decree import DecreeWords
from jury.domain.papers.laureates import list_digest
from jury.domain.papers.making import draft_decree
from jury.enums import ConflictKind, ConflictSource
from jury.models import Certificate, Conflict, Paper, Publication, ReportCard
from record.domain.ledger import verify
from record.models import Blob, Checkpoint
from record.store import get_store
from tests.directory.factories import make_holder
from tests.jury.domain.test_nothing_assessed import REASON, confirm, half_empty, propose
from tests.jury.papers import make_documents
from tests.jury.worlds import BEST, WORST, Jury, client
from tests.record.domain.test_documents import kinds_of_tags
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings: Any) -> None:
    settings.CHECKPOINT_KEY = base64.b64encode(b"k" * 32).decode()


def decided(units: int = 2) -> Jury:
    """The first unit is awarded, the others are not; nothing is published."""
    world = Jury(units=units)
    world.score(BEST)
    world.close()
    for number, application in enumerate(world.applications):
        version = reload(application).version
        world.decide(award=number == 0, application_id=application.pk, expected_version=version)
    return world


def words(blob: Blob | str) -> str:
    """The text of a stored PDF, line breaks and hyphens aside."""
    document = pypdfium2.PdfDocument(get_store().open(str(getattr(blob, "pk", blob))).read())
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def drafted(world: Jury, **given: Any) -> Paper:
    return draft_decree(season=world.season, words=DecreeWords(**given), by=Actor(world.admin))


def test_every_paper_is_tagged_pdf_a_and_pdf_ua_in_indonesian(key: None) -> None:
    world = decided()
    drafted(world)
    world.publish()
    make_documents()
    kinds = set(Paper.objects.values_list("kind", flat=True))
    assert kinds == {"decree", "laureates", "letter", "closing"}
    blobs: list[str | None] = [paper.blob_id for paper in Paper.objects.all()]
    blobs += [card.blob_id for card in ReportCard.objects.all()]
    blobs.append(Certificate.objects.get().blob_id)
    for blob in blobs:
        with pikepdf.open(io.BytesIO(get_store().open(str(blob)).read())) as pdf:
            xmp = pdf.open_metadata()
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
            assert xmp["pdfuaid:part"] == "1"
            assert pdf.Root.Lang == "id"
            assert pdf.Root.MarkInfo.Marked
            assert "/H1" in kinds_of_tags(pdf.Root.StructTreeRoot)
    assert verify() == []


def test_the_draft_names_the_laureates_and_leaves_open_what_nobody_decided() -> None:
    world = decided()
    first, second = world.applications
    text = words(drafted(world, place="Jakarta", more="Berlaku hari ini.\n\nBiaya APBN.").blob)
    assert first.unit.name in text
    assert second.unit.work_unit_code not in text
    for part in ("[nomor diisi saat ditetapkan]", "[nama diisi saat ditetapkan]", "SEMENTARA"):
        assert part in text, part
    for part in ("Ditetapkan di Jakarta", "Ketiga Berlaku hari ini.", "Keempat Biaya APBN."):
        assert part in text, part
    typed = words(drafted(world, number="M.HH-7", capacity="Menteri", name="Budi").blob)
    assert "M.HH-7" in typed
    assert "[nomor" not in typed
    assert [p.number for p in Paper.objects.order_by("number")] == [1, 2]


def test_the_draft_bears_the_digest_that_is_published() -> None:
    world = decided()
    digest = list_digest(world.season)
    assert digest in words(drafted(world).blob).replace(" ", "")
    world.publish()
    assert Publication.objects.get().digest == digest


def test_a_draft_waits_for_the_last_decision_and_ends_with_the_publication() -> None:
    world = Jury(units=2)
    world.score()
    world.close()
    with pytest.raises(Refused, match="belum mendapat keputusan"):
        drafted(world)
    world = decided()
    with pytest.raises(NotAllowed):
        draft_decree(season=world.season, words=DecreeWords(), by=Actor(world.chair))
    world.publish()
    with pytest.raises(Refused, match="sudah diumumkan"):
        drafted(world)
    assert not Paper.objects.filter(kind="decree").exists()


def test_only_the_centres_keepers_read_a_draft() -> None:
    world = decided()
    paper = drafted(world)
    page = reverse("jury:papers", args=[world.season.year])
    file = reverse("jury:paper_file", args=[paper.pk])
    for person in (world.admin, make_holder(RoleKind.AUDITOR)):
        assert client(person).get(page).status_code == 200
        answer = client(person).get(file)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Cache-Control"] == "private, no-store"
        assert world.application.unit.work_unit_code not in answer["Content-Disposition"]
    region = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    others = (world.head(), region, world.jurors[0], world.chair, world.secretary)
    for person in others:
        for url in (page, file):
            assert client(person).get(url).status_code == 404
    assert Client().get(file).status_code == 302
    assert client(make_holder(RoleKind.AUDITOR)).post(page, {}).status_code == 404


def test_the_page_makes_drafts_and_says_when_one_no_longer_fits() -> None:
    world = decided()
    page = reverse("jury:papers", args=[world.season.year])
    admin = client(world.admin)
    assert admin.post(page, {"number": "M-1", "on": "bukan tanggal"}).status_code == 422
    assert admin.post(page, {"number": "M-1", "on": "2026-11-30"}).status_code == 302
    shown = admin.get(page)
    assert "Sesuai dengan hasil sekarang" in shown.content.decode()
    assert shown.context["form"]["number"].value() == "M-1"
    Unit.objects.filter(pk=world.application.unit_id).update(work_unit_code="999999")
    assert "Hasil berubah sejak" in admin.get(page).content.decode()


def test_letters_are_for_their_unit_once_told() -> None:
    world = decided()
    make_documents()
    assert not Paper.objects.filter(kind__in=["letter", "laureates"]).exists()
    world.publish()
    make_documents()
    first, second = world.applications
    letter = Paper.objects.get(decision__application=second)
    text = words(letter.blob)
    for part in ("Belum menerima penghargaan", "Semua layanan diberikan.", second.unit.name):
        assert part in text, part
    assert "mengajukan keberatan beserta buktinya sampai" in text
    assert first.unit.name not in text.replace(second.unit.name, "")
    url = reverse("jury:paper", args=[letter.pk])
    result = client(world.head(second)).get(reverse("jury:result", args=[second.pk]))
    assert url in result.content.decode()
    assert client(world.head(second)).get(url).status_code == 200
    for person in (world.head(first), world.jurors[0]):
        assert client(person).get(url).status_code == 404


def test_the_list_is_everybodys_after_publication() -> None:
    world = decided()
    world.publish()
    url = reverse("jury:laureates", args=[world.season.year, Publication.objects.get().pk])
    assert Client().get(url).status_code == 404
    make_documents()
    page = Client().get(reverse("jury:results_season", args=[world.season.year]))
    assert url in page.content.decode()
    assert b"".join(Client().get(url).streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    text = words(Paper.objects.get(kind="laureates").blob)
    assert world.application.unit.work_unit_code in text
    assert world.applications[1].unit.work_unit_code not in text
    assert "Nilai" not in text


def test_the_minutes_of_a_closing_bear_root_and_checkpoint_and_no_result(key: None) -> None:
    world = Jury()
    world.score(BEST, BEST, WORST)
    world.close()
    make_documents()
    [paper] = Paper.objects.filter(kind="closing")
    assert paper.closing is not None
    text = words(paper.blob)
    signed = Checkpoint.objects.latest("size")
    assert signed.size >= 1
    for part in (paper.closing.root, signed.root):
        assert part in text.replace(" ", "")
    assert f"/titik-periksa/{signed.size}.txt" in text
    assert Client().get(f"/titik-periksa/{signed.size}.txt").status_code == 200
    for part in ("66,67", "Nilai akhir", "Predikat", "Peringkat"):
        assert part not in text
    url = reverse("jury:paper", args=[paper.pk])
    panel = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    assert url in panel.content.decode()
    for person in (world.jurors[0], world.head()):
        assert client(person).get(url).status_code == 404


def test_without_a_key_the_minutes_bear_no_checkpoint(settings: Any) -> None:
    settings.CHECKPOINT_KEY = ""
    world = Jury()
    world.score()
    world.close()
    make_documents()
    assert "Titik periksa" not in words(Paper.objects.get(kind="closing").blob)
    assert not Checkpoint.objects.exists()


def test_a_head_of_the_jury_in_conflict_reads_no_minutes_of_that_closing() -> None:
    world = Jury()
    world.score()
    world.close()
    make_documents()
    url = reverse("jury:paper_file", args=[Paper.objects.get(kind="closing").pk])
    assert client(world.chair).get(url).status_code == 200
    Conflict.objects.create(
        person=world.chair,
        unit=world.application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=world.application.state_since,
    )
    assert client(world.chair).get(url).status_code == 404


def test_nor_of_one_in_which_nothing_of_the_unit_could_be_assessed() -> None:
    world, nothing, _other = half_empty()
    confirm(world, propose(world, {nothing.pk: REASON}))
    make_documents()
    paper = Paper.objects.get(kind="closing")
    assert nothing.unit.name in paper.content
    url = reverse("jury:paper_file", args=[paper.pk])
    assert client(world.secretary).get(url).status_code == 200
    world.bar(world.secretary)
    assert client(world.secretary).get(url).status_code == 404


def test_the_report_card_names_nobody_else_and_what_to_mend() -> None:
    world = Jury(units=3)
    world.score(BEST, BEST, WORST)
    world.close()
    for application in world.applications:
        version = reload(application).version
        world.decide(award=False, application_id=application.pk, expected_version=version)
    world.publish()
    make_documents()
    mine = world.applications[1]
    text = words(ReportCard.objects.get(decision__application=mine).blob)
    assert "1 dari 3" in text
    assert "Yang perlu dibenahi lebih dahulu" in text
    assert "Ada 2, Tidak 1" in text
    for other in (world.applications[0], world.applications[2]):
        assert other.unit.work_unit_code not in text
    for juror in world.jurors:
        assert juror.name not in text
