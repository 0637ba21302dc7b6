"""The list before sending: what forbids it apart from what may be asked, each leading on."""

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.checklist import Advice, looks_at
from award.enums import Capacity, State
from award.models import Answer, Application
from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, make_person, signed_in
from tests.verification.evidence.test_never_told import TOLD, secrets
from tests.verification.evidence.world import (
    FIRST,
    INSTRUMENT,
    SECOND,
    claim,
    hand_in,
    head_of,
    make_application,
    make_season,
    make_team,
    photo,
    put_in,
)
from verification.enums import CheckState, CheckStatus, Severity, Verdict
from verification.models import Checking, CheckResult, EvidenceVersion, Finding, FindingDecision

pytestmark = pytest.mark.django_db
TWICE = "Berkas yang sama dipakai lebih dari sekali"
UNDATED = "Foto tanpa tanggal pengambilan"
UNCHECKED = "Berkas yang tidak dapat diperiksa"
NOTED = "Catatan pemeriksaan berkas"
RUNNING = "Berkas yang masih diperiksa"
LENIENT = INSTRUMENT.read_text("utf-8").replace(
    "refuse_same_file_twice = { value = true", "refuse_same_file_twice = { value = false"
)
ASKED = "Pertanyaan tim yang belum Anda jawab"


def page(application: Application, person: Person | None = None) -> str:
    client = signed_in(person or head_of(application))
    answer = client.get(reverse("award:checklist", args=[application.pk]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def advice(application: Application) -> dict[str, Advice]:
    return {each.title: each for look in looks_at(application) for each in look.advice}


def all_unmet(application: Application, *but: str) -> None:
    for indicator in indicators_of(application):
        if indicator.code not in but:
            claim(application, indicator.code, indicator.scale.unmet)


def read(version: EvidenceVersion, taken: str | None = None) -> EvidenceVersion:
    """The file as its checks leave it, with the day they read in it."""
    Checking.objects.filter(pk=version.pk).update(state=CheckState.DONE, scanned=True)
    CheckResult.objects.create(
        version=version, check_name="metadata", check_version=2, status=CheckStatus.DONE,
        facts={"taken": taken}, at=timezone.now(),
    )  # fmt: skip
    return version


def asked(
    version: EvidenceVersion,
    kind: str,
    *,
    other: EvidenceVersion | None = None,
    verdict: Verdict | None = None,
) -> Finding:
    """A question of a check about the file, decided where a verdict is given."""
    result = CheckResult.objects.create(
        version=version, check_name=kind, check_version=1, status=CheckStatus.DONE,
        at=timezone.now(),
    )  # fmt: skip
    scope = {"scope": "same_application"} if kind.endswith("same_application") else {}
    finding = Finding.objects.create(
        version=version, other=other, result=result, check_name=kind, check_version=1, kind=kind,
        severity=Severity.MEDIUM, explanation_id="…", explanation_en="…", facts=scope,
        at=timezone.now(),
    )  # fmt: skip
    if verdict:
        decided(finding, verdict)
    return finding


def decided(finding: Finding, verdict: Verdict) -> None:
    FindingDecision.objects.create(
        finding=finding, verdict=verdict, reason="Dilihat.", by=make_person(),
        capacity=Capacity.TEAM_LEADER, at=timezone.now(),
    )  # fmt: skip


def test_what_forbids_sending_stands_apart_from_what_is_advice() -> None:
    application = make_application()
    all_unmet(application, FIRST)
    claim(application, FIRST)
    version = read(hand_in(application, photo(1)).version)
    text = page(application)
    forbidden, advised = text.split("Sebaiknya dilihat dulu")
    assert "kurang 2 foto" in forbidden
    assert UNDATED in advised
    assert "Ini saran. Anda tetap dapat mengirim." in advised
    item = reverse("verification:evidence_item", args=[version.item_id])
    assert f'href="{item}"' in advised
    assert "disabled" in text
    for seed in (2, 3):
        hand_in(application, photo(seed))
    text = page(application)
    assert "Tidak ada yang menghalangi pengiriman." in text
    assert "Berkas yang masih diperiksa (2)" in text
    assert "disabled" not in text
    sent = signed_in(head_of(application)).post(
        reverse("award:walk", args=[application.pk, "submit_evidence"]),
        {"version": application.version},
    )
    assert sent.status_code == 302
    assert "Saat ini tidak ada yang dapat dikirim." in page(application)


def test_the_operator_reads_the_same_and_does_not_send_and_nobody_else_reads_it() -> None:
    application = make_application()
    claim(application, FIRST)
    operator = make_holder(RoleKind.UNIT_OPERATOR, unit=application.unit)
    text = page(application, operator)
    assert "kurang 3 foto" in text
    assert "Hanya kepala UPT yang mengirim." in text
    assert "submit_evidence" not in text
    address = reverse("award:checklist", args=[application.pk])
    assert signed_in(make_team(application).leader).get(address).status_code == 403
    assert signed_in(head_of(make_application())).get(address).status_code == 404


def test_files_that_may_be_asked_about_are_each_named_with_their_page() -> None:
    application = make_application(make_season(toml=LENIENT))
    first = read(hand_in(application, photo(1)).version)
    again = read(hand_in(application, photo(1), indicator=SECOND).version)
    broken = read(hand_in(application, photo(2)).version, taken="2026-03-01 09:00:00")
    Checking.objects.filter(pk=broken.pk).update(state=CheckState.UNCHECKED, reason="damaged")
    sealed = read(hand_in(application, photo(4)).version)
    Checking.objects.filter(pk=sealed.pk).update(sealed=True)
    running = hand_in(application, photo(5), indicator=SECOND).version
    given = advice(application)
    assert [p.link for p in given[TWICE].points] == [_item(again)]
    assert "berkas 1" in given[TWICE].points[0]
    assert [p.link for p in given[UNCHECKED].points] == [_item(broken), _item(sealed)]
    assert "program berbahaya" in given[UNCHECKED].points[1]
    assert [p.link for p in given[UNDATED].points] == [_item(first), _item(again)]
    assert [p.link for p in given[RUNNING].points] == [_item(running)]
    pair = asked(again, "exact_same_application", other=first)
    given = advice(application)
    assert TWICE in given
    assert NOTED not in given, "the pair is told once"
    decided(pair, Verdict.NO_ISSUE)
    assert TWICE not in advice(application), "the team found that pair harmless"
    # In a repair round only what is open can be mended.
    put_in(application, State.EVIDENCE_OPEN, in_repair=True, open_indicators=[SECOND])
    given = advice(Application.objects.get(pk=application.pk))
    assert list(given) == [RUNNING, UNDATED]
    assert [p.link for p in given[UNDATED].points] == [_item(again)]


def test_who_sends_reads_what_was_declared_to_be_missing() -> None:
    application = make_application()
    all_unmet(application, FIRST, SECOND)
    for code in (FIRST, SECOND):
        claim(application, code, gap=True, reason="Belum ada.")
    declared = "Dinyatakan belum ada data dukungnya"
    slot = reverse("verification:indicator", args=[application.pk, SECOND])
    assert [point.link for point in advice(application)[declared].points][1:] == [slot]
    put_in(application, State.EVIDENCE_OPEN, in_repair=True, open_indicators=[SECOND])
    given = advice(Application.objects.get(pk=application.pk))
    assert [point.link for point in given[declared].points] == [slot]


def test_nothing_tells_of_another_unit_before_the_team_asks() -> None:
    application, other = make_application(), make_application()
    version, twin = hand_in(application).version, hand_in(other).version
    finding = asked(version, "exact_other_unit", other=twin)
    own = asked(version, "outside_season")
    (note,) = advice(application)[NOTED].points
    assert note.link == _item(version)
    assert "Foto diambil di luar periode" in note
    decided(finding, Verdict.ASK)
    decided(own, Verdict.NO_ISSUE)
    given = advice(application)
    assert NOTED not in given
    assert [p.link for p in given[ASKED].points] == [
        reverse("verification:finding", args=[finding.pk])
    ]
    text = page(application)
    assert TOLD.findall(text) == []
    assert [secret for secret in secrets(other) if secret in text] == []


def test_a_draft_is_sent_from_the_list_and_advice_never_holds_it_up() -> None:
    application = make_application(make_season(), state=State.DRAFT)
    head = head_of(application)
    written: dict[str, Any] = {"updated_by": head, "updated_at": application.state_since}
    Answer.objects.create(application=application, indicator=FIRST, value="ada", **written)
    text = page(application)
    assert "belum dijawab" in text.split("Sebaiknya dilihat dulu")[0]
    unbacked = advice(application)["Jawaban yang belum didukung berkas"]
    assert [p.link for p in unbacked.points] == [
        reverse("verification:indicator", args=[application.pk, FIRST])
    ]
    for indicator in indicators_of(application)[1:]:
        Answer.objects.create(
            application=application,
            indicator=indicator.code,
            value=indicator.scale.unmet,
            **written,
        )
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(application)
    for seed in range(3):
        read(hand_in(application, photo(seed)).version)
    with CaptureQueriesContext(connection) as many:
        text = page(application)
    assert len(many) <= len(few) + 4
    assert 'name="statement"' in text
    assert "kurang" not in text


def _item(version: Any) -> str:
    return reverse("verification:evidence_item", args=[version.item_id])
