"""An objection has evidence of its own: taken in and checked as evidence is, for those concerned."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from award.enums import Capacity, State
from award.errors import NotAllowed, Refused
from award.models import Grant, Season
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.looks import look
from jury.domain.objection_files import MOST_FILES, add_file
from jury.domain.objections import file_objection, reject, uphold
from jury.models import Objection, ObjectionFile
from jury.queries.looks import unopened
from record.domain.ledger import verify
from record.models import Job, LedgerEntry
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury, client
from tests.verification.evidence.world import photo, upload
from tests.verification.situations import put, reload
from verification.models import EvidenceVersion, Finding
from verification.queries.basis import bases_of
from verification.queries.evidence import live_versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    made = Jury()
    made.published(award=False)
    return made


def filed(world: Jury) -> Objection:
    return file_objection(
        application_id=world.application.pk, text="Fotonya ada.", by=Actor(world.head())
    )


def code(world: Jury) -> str:
    return indicators_of(world.application)[0].code


def send(world: Jury, objection: Objection, person: Any, *datas: bytes, about: str = "") -> Any:
    files = [SimpleUploadedFile(f"foto-{n}.jpg", data) for n, data in enumerate(datas)]
    url = reverse("jury:objection_files", args=[objection.pk])
    return client(person).post(url, {"indicator": about or code(world), "evidence": files})


def test_files_are_kept_with_receipt_and_checked_like_evidence(world: Jury) -> None:
    objection = filed(world)
    before = bases_of(world.application)
    assert send(world, objection, world.head(), photo(1), photo(2)).status_code == 302
    versions = [file.version for file in objection.files.all()]
    assert len(versions) == 2
    for version in versions:
        assert Job.objects.filter(kind="check_evidence", subject=str(version.pk)).exists()
        kinds = LedgerEntry.objects.filter(body__contains=str(version.pk)).values_list("kind")
        assert {"evidence_received", "objection_evidence"} <= {kind for (kind,) in kinds}
    assert verify() == []
    assert not live_versions_of(world.application).exists()
    assert bases_of(world.application) == before
    for person in (world.head(), world.other_admin):
        name = "jury:objection" if person == world.head() else "jury:objection_judge"
        pk = world.application.pk if person == world.head() else objection.pk
        text = client(person).get(reverse(name, args=[pk])).content.decode()
        assert "foto-1.jpg" in text
        item = reverse("verification:evidence_item", args=[versions[0].item_id])
        assert item in text
        assert client(person).get(item).status_code == 200


def test_an_operator_may_add_and_others_may_not(world: Jury) -> None:
    objection = filed(world)
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=world.application.unit)
    assert send(world, objection, operator, photo(1)).status_code == 302
    region = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person, status in ((region, 403), (world.admin, 403), (world.jurors[0], 404)):
        assert send(world, objection, person, photo(2)).status_code == status
    stranger = world.head(world.forwarded())
    assert send(world, objection, stranger, photo(2)).status_code == 404
    assert ObjectionFile.objects.count() == 1


def test_the_same_bytes_again_change_nothing(world: Jury) -> None:
    objection = filed(world)
    for _ in range(2):
        send(world, objection, world.head(), photo(1))
    assert EvidenceVersion.objects.count() == 1


def test_what_is_no_evidence_is_refused_and_the_rest_is_kept(world: Jury) -> None:
    objection = filed(world)
    send(world, objection, world.head(), b"MZ" + b"\0" * 500, photo(1))
    assert objection.files.count() == 1
    assert send(world, objection, world.head(), photo(2), about="tidak-ada").status_code == 422
    assert send(world, objection, world.head()).status_code == 422
    assert objection.files.count() == 1


def test_nothing_is_added_once_it_is_answered_or_its_window_is_over(world: Jury) -> None:
    objection = filed(world)
    page = reverse("jury:objection", args=[world.application.pk])
    assert client(world.head()).get(page).context["backing"] is not None
    reject(objection_id=objection.pk, answer="Tidak.", by=Actor(world.other_admin))
    assert send(world, objection, world.head(), photo(1)).status_code == 422
    assert client(world.head()).get(page).context["backing"] is None
    again = filed(world)
    Season.objects.update(published_at=timezone.now() - timedelta(days=400))
    assert send(world, again, world.head(), photo(1)).status_code == 422
    assert not ObjectionFile.objects.exists()


def test_no_more_files_than_somebody_can_read(world: Jury, monkeypatch: Any) -> None:
    monkeypatch.setattr("jury.domain.objection_files.MOST_FILES", 1)
    assert MOST_FILES > 1
    objection = filed(world)
    send(world, objection, world.head(), photo(1))
    with pytest.raises(Refused, match="Paling banyak 1 berkas"):
        add_file(
            objection_id=objection.pk,
            indicator=code(world),
            upload=upload(photo(2)),
            by=Actor(world.head()),
        )


def test_both_sides_stand_on_the_timeline_for_those_concerned(world: Jury) -> None:
    objection = filed(world)
    reject(objection_id=objection.pk, answer="Foto itu tahun lalu.", by=Actor(world.other_admin))
    again = filed(world)
    uphold(
        objection_id=again.pk,
        target=State.SCORED,
        until=None,
        answer="Kini terbukti.",
        expected_version=reload(world.application).version,
        by=Actor(world.other_admin),
    )
    page = reverse("award:application", args=[world.application.pk])
    region = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    for person in (world.head(), region, world.admin):
        text = client(person).get(page).content.decode()
        for words in ("Keberatan diajukan", "Fotonya ada.", "Foto itu tahun lalu."):
            assert words in text, words
        assert text.count("Kini terbukti.") == 1
    juror = client(world.jurors[0]).get(page)
    assert "Fotonya ada." not in juror.content.decode()


def pages_of(version: EvidenceVersion) -> list[str]:
    """All that shows the file or tells of it."""
    item, row = [version.item_id], [version.pk]
    given = {"evidence_item": item, "item_checks": item, "receipt": row, "original": row}
    return [reverse(f"verification:{name}", args=args) for name, args in given.items()]


def answers(person: Person, version: EvidenceVersion) -> set[int]:
    return {client(person).get(page).status_code for page in pages_of(version)}


def in_team(world: Jury) -> Person:
    person = make_holder(RoleKind.REGION_VERIFIER, region=world.application.region)
    Grant.objects.create(
        application=world.application,
        person=person,
        capacity=Capacity.TEAM_MEMBER,
        source="decree:x",
        starts=timezone.now(),
    )
    return person


def test_they_are_opened_by_those_whose_business_the_result_is(world: Jury) -> None:
    objection, member = filed(world), in_team(world)
    send(world, objection, world.head(), photo(1))
    version = objection.files.get().version
    assert answers(world.head(), version) == answers(world.other_admin, version) == {200}
    assert answers(member, version) == answers(world.jurors[0], version) == {404}


def test_the_team_opens_them_once_the_questions_about_them_are_its_own(world: Jury) -> None:
    objection, member = filed(world), in_team(world)
    send(world, objection, world.head(), photo(1))
    version = objection.files.get().version
    finding = raised(version)
    url = reverse("verification:finding", args=[finding.pk])
    found = reverse("directory:search")
    assert client(member).get(url).status_code == 404
    assert url not in client(member).get(found, {"text": "Apa ini?"}).text
    put(world.application, State.UNDER_VERIFICATION)
    assert client(member).get(url).status_code == 200
    assert url in client(member).get(found, {"text": "Apa ini?"}).text
    assert answers(member, version) == {200}


def raised(version: EvidenceVersion) -> Finding:
    return Finding.objects.create(
        version=version,
        raised_by=make_holder(RoleKind.CENTRE_VERIFIER),
        kind="raised_by_person",
        severity="high",
        explanation_id="Apa ini?",
        explanation_en="What is this?",
        at=timezone.now(),
    )


def test_a_juror_who_scores_again_is_not_led_to_them(world: Jury) -> None:
    objection = filed(world)
    send(world, objection, world.head(), photo(1))
    version = objection.files.get().version
    put(world.application, State.IN_SCORING, scoring_round=2)
    juror, sheet = world.jurors[0], world.sheet(0)
    assert unopened(sheet) == []
    url = reverse("jury:look", args=[sheet.pk, version.pk])
    assert client(juror).get(url).status_code == 404
    with pytest.raises(NotAllowed):
        look(sheet_id=sheet.pk, version_id=version.pk, by=Actor(juror))
    assert answers(juror, version) == {404}
