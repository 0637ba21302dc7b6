"""A unit never learns that another unit owns the same bytes or the same picture."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from award.models import Application
from award.queries.instruments import indicators_of
from directory.actors import Actor
from record.domain.notice_texts import words
from record.models import Notice
from tests.directory.factories import signed_in
from tests.verification.evidence.world import (
    FIRST,
    checked,
    claim,
    head_of,
    make_application,
    make_team,
    photo,
)
from verification.domain.closing_content import content_of
from verification.domain.findings import decide
from verification.enums import ClosingKind, Verdict
from verification.models import Decree, EvidenceVersion, Finding
from verification.pages.ready_reasons import READY, sentence

pytestmark = pytest.mark.django_db
ASKED = (Verdict.ASK, Verdict.REPAIR, Verdict.SUSPECTED_FALSE, Verdict.CONFIRMED_FALSE)
# The names of the checks ("Gambar yang mirip") stand at every file and tell nothing.
TOLD = re.compile(
    r"\b(?:UPT|unit|satuan kerja) lain|another unit|other unit|berkas sama"
    r"|gambar mirip|alike|piksel|byte yang sama|same bytes|di luar UPT",
    re.IGNORECASE,
)


def copied(data: bytes) -> bytes:
    """The picture as a messenger sends it: other bytes."""
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).save(out, "JPEG", quality=70)
    return out.getvalue()


def pair(*, exact: bool) -> tuple[Application, Application, EvidenceVersion, Finding]:
    application, other = make_application(), make_application()
    checked(other, photo(1))
    version = checked(application, photo(1) if exact else copied(photo(1)))
    finding = version.findings.get(other__isnull=False)
    assert finding.kind == ("exact_other_unit" if exact else "near_other_unit")
    return application, other, version, finding


def asked_about(finding: Finding, application: Application) -> None:
    """Everything the unit can be told, one after the other, in ready sentences."""
    leader = Actor(make_team(application).leader)
    for verdict in ASKED:
        code = next(iter(READY[verdict]))
        decide(
            finding_id=finding.pk,
            verdict=verdict,
            reason=sentence(f"{verdict.value}.{code}"),
            by=leader,
        )


def read_by_unit(application: Application, version: EvidenceVersion, finding: Finding) -> str:
    """All pages, receipts and notices of the unit, in both languages."""
    head = head_of(application)
    said: list[str] = []
    for language in ("id", "en"):
        head.language = language
        head.save()
        client = signed_in(head)
        pages = [
            reverse("verification:evidence", args=[application.pk]),
            reverse("verification:indicator", args=[application.pk, FIRST]),
            reverse("verification:indicator_files", args=[application.pk, FIRST]),
            reverse("verification:evidence_item", args=[version.item_id]),
            reverse("verification:item_checks", args=[version.item_id]),
            reverse("verification:receipt", args=[version.pk]),
            reverse("verification:finding", args=[finding.pk]),
            reverse("award:work"),
            reverse("award:application", args=[application.pk]),
        ]
        for page in pages:
            answered = client.get(page)
            assert answered.status_code == 200, page
            said.append(re.sub(r"<[^>]+>", " ", answered.content.decode()))
    for notice in Notice.objects.filter(recipient=head):
        told = words(notice.kind, notice.params)
        said += [told.title, told.body, notice.link, str(notice.params)]
    return "\n".join(said)


def secrets(other: Application) -> list[str]:
    versions = EvidenceVersion.objects.filter(item__application=other)
    return [
        other.unit.name,
        other.unit.work_unit_code,
        str(other.pk),
        *(str(version.pk) for version in versions),
    ]


@pytest.mark.parametrize("exact", [True, False])
def test_whatever_the_unit_is_asked_it_reads_of_no_other_unit(*, exact: bool) -> None:
    application, other, version, finding = pair(exact=exact)
    asked_about(finding, application)
    said = read_by_unit(application, version, finding)
    assert "Pertanyaan tentang asal berkas" in said
    assert TOLD.findall(said) == []
    assert [secret for secret in secrets(other) if secret in said] == []


@pytest.mark.parametrize("exact", [True, False])
def test_the_other_unit_reads_nothing_at_all(*, exact: bool) -> None:
    application, other, _version, finding = pair(exact=exact)
    asked_about(finding, application)
    client = signed_in(head_of(other))
    assert client.get(reverse("verification:finding", args=[finding.pk])).status_code == 404
    mirrored = Finding.objects.get(version__item__application=other, other__isnull=False)
    assert client.get(reverse("verification:finding", args=[mirrored.pk])).status_code == 404
    assert not Notice.objects.filter(recipient=head_of(other)).exists()


def test_an_upload_of_the_same_bytes_is_answered_as_any_other() -> None:
    application, other = make_application(), make_application()
    checked(other, photo(1))
    answers = [sent(application, photo(1)), sent(application, photo(2))]
    assert answers[0].keys() == answers[1].keys()
    assert [TOLD.findall(str(answer)) for answer in answers] == [[], []]


def sent(application: Application, data: bytes) -> dict[str, Any]:
    """The answer to a script that hands a file in."""
    client = signed_in(head_of(application))
    answered = client.post(
        reverse("verification:upload", args=[application.pk, FIRST]),
        {"files": SimpleUploadedFile("foto.jpg", data, "image/jpeg")},
        headers={"Accept": "application/json"},
    )
    assert answered.status_code == 201
    said: dict[str, Any] = answered.json()
    return said


@pytest.mark.parametrize("verdict", [Verdict.NO_ISSUE, Verdict.ASK])
def test_the_minutes_a_unit_reads_name_no_twin(verdict: Verdict) -> None:
    application, other, _version, finding = pair(exact=True)
    team = make_team(application)
    for indicator in indicators_of(application):
        claim(application, indicator.code, indicator.scale.unmet)
    decide(finding_id=finding.pk, verdict=verdict, reason="Sudah dilihat.", by=Actor(team.leader))
    content: Any = content_of(
        application,
        kind=ClosingKind.MINUTES,
        decree=Decree.objects.get(),
        number=1,
        on=timezone.localdate(),
    )
    assert len(content["findings"]) == (0 if verdict == Verdict.NO_ISSUE else 1)
    said = str(content)
    assert TOLD.findall(said) == []
    assert [secret for secret in secrets(other) if secret in said] == []


def test_no_ready_sentence_that_a_unit_reads_names_another_one() -> None:
    told = {v: [str(text) for text in READY[v].values()] for v in ASKED}
    assert {v: [t for t in texts if TOLD.search(t)] for v, texts in told.items()} == {
        v: [] for v in ASKED
    }
