"""Letters and certificates of a season in one archive: what is told and made, as it was made."""

import csv
import hashlib
import io
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.models import Application
from directory.enums import RoleKind
from directory.models import Person, Unit
from directory.queries.roles import today
from jury.domain.certificates import revoke_certificates
from jury.enums import Outcome
from jury.long_works import MAILING
from jury.models import Certificate, Decision, Paper
from record.domain.blobs import register
from record.domain.long_works import ask
from record.domain.work import recorded
from record.errors import NotForYou
from record.models import LongWork
from tests.directory.factories import make_holder, make_region
from tests.jury.pages.test_papers import decided
from tests.jury.papers import make_documents
from tests.jury.worlds import Jury, client
from tests.support.long_works import do_waiting
from tests.verification.situations import pdf, reload
from verification.models import SignedCopy

pytestmark = pytest.mark.django_db
LIST = "daftar-isi.csv"


def page(world: Jury) -> str:
    return reverse("jury:mailing", args=[world.season.year])


def fetched(browser: Client, world: Jury, **given: str) -> tuple[ZipFile, list[dict[str, str]]]:
    """Ask for the archive on its page, have it made and fetch it, with its list."""
    asked = browser.post(page(world), given)
    work = do_waiting()
    assert asked.headers["Location"] == reverse("record:long_work", args=[work.pk])
    answer = browser.get(reverse("record:long_work_file", args=[work.pk]))
    archive = ZipFile(io.BytesIO(b"".join(answer)))
    text = archive.read(LIST).decode("utf-8-sig")
    return archive, list(csv.DictReader(io.StringIO(text)))


def sign(world: Jury, draft: str) -> SignedCopy:
    return SignedCopy.objects.create(
        draft_id=draft, signed=register(pdf(f"tertanda {draft}")), signers=[], by=world.admin,
        at=timezone.now(),
    )  # fmt: skip


def test_it_holds_what_was_made_by_kanwil_and_says_what_is_missing() -> None:
    world = decided()
    first, second = world.applications
    Unit.objects.filter(pk=first.unit_id).update(name="=2+2")
    Application.objects.filter(pk=second.pk).update(region=make_region("bali"))
    reload(second)
    browser = client(world.admin)
    assert "setelah hasil periode ini diumumkan" in browser.get(page(world)).text
    assert browser.post(page(world)).status_code == 422
    ask(kind=MAILING, by=world.admin.pk, params={"year": world.season.year, "region": ""})
    early = do_waiting()
    assert early.reasons
    assert not early.sha256
    world.publish()
    assert "Belum selesai dibuat" in browser.get(page(world)).text
    archive, rows = fetched(browser, world)
    assert archive.namelist() == [LIST]
    assert {row["Tidak disertakan karena"] for row in rows} == {"Belum selesai dibuat"}
    make_documents()
    made = set(Paper.objects.values_list("pk")), set(Certificate.objects.values_list("pk"))
    letters = dict(Paper.objects.filter(kind="letter").values_list("decision__application", "blob"))
    copy = sign(world, letters[second.pk])
    archive, rows = fetched(browser, world)
    year, codes = world.season.year, [a.unit.work_unit_code for a in world.applications]
    assert set(archive.namelist()) == {
        LIST,
        f"{first.region_id}/{codes[0]}-surat-hasil-{year}.pdf",
        f"{first.region_id}/{codes[0]}-piagam-{year}.pdf",
        f"{second.region_id}/{codes[1]}-surat-hasil-{year}-bertanda-tangan.pdf",
    }
    digests = {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != LIST
    }
    assert {row["Nama dalam arsip"]: row["SHA-256"] for row in rows} == digests
    certificate = Certificate.objects.get().blob_id
    assert set(digests.values()) == {letters[first.pk], certificate, copy.signed_id}
    assert "'=2+2" in {row["UPT"] for row in rows}
    assert made == (
        set(Paper.objects.values_list("pk")),
        set(Certificate.objects.values_list("pk")),
    )
    only = client(world.admin)
    archive, rows = fetched(only, world, region=second.region_id)
    assert {row["Kode satuan kerja"] for row in rows} == {codes[1]}
    assert only.post(page(world), {"region": "bukan-kanwil"}).status_code == 422
    Decision.objects.create(
        application=second, version=2, outcome=Outcome.AWARDED,
        number="M-9", date=today(), reasons="Keberatan dikabulkan.", by=world.admin,
        at=timezone.now(),
    )  # fmt: skip
    _archive, rows = fetched(only, world, region=second.region_id)
    assert [row["Hasil"] for row in rows] == ["Belum menerima penghargaan"], "an amendment waits"
    with recorded(actor="system") as work:
        revoke_certificates(application=reload(first), work=work)
    archive, _rows = fetched(browser, world)
    assert not [name for name in archive.namelist() if "piagam" in name]


def test_only_who_may_send_them_gets_them_and_only_as_long() -> None:
    world = decided()
    world.publish()
    verifier, auditor = make_holder(RoleKind.CENTRE_VERIFIER), make_holder(RoleKind.AUDITOR)
    others: list[Person] = [verifier, auditor, world.chair, world.jurors[0], world.head()]
    for person in others:
        assert client(person).get(page(world)).status_code == 404
        assert client(person).post(page(world)).status_code == 404
        with pytest.raises(NotForYou):
            ask(kind=MAILING, by=person.pk, params={"year": world.season.year, "region": ""})
    assert not LongWork.objects.exists()
    client(world.admin).post(page(world))
    world.admin.roles.update(ends=today())
    work = do_waiting()
    assert work.reasons
    assert not work.sha256
