"""Findings on their pages: decided with reasons, answered by the unit, silent about others."""

import re
from difflib import unified_diff
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.test_checking import turned
from tests.verification.evidence.test_findings import a_finding
from tests.verification.evidence.world import (
    FIRST,
    checked,
    head_of,
    make_application,
    make_team,
    photo,
)
from verification.domain.findings import decide
from verification.enums import Verdict
from verification.models import Finding, FindingAnswer, FindingDecision
from verification.queries.explained import explained

pytestmark = pytest.mark.django_db


def url(route: str, *args: object) -> str:
    return reverse(f"verification:{route}", args=args)


def post(client: Client, route: str, pk: object, **data: Any) -> Any:
    return client.post(url(route, pk), data)


def test_a_member_decides_on_the_page() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    client = signed_in(team.member)
    listed = client.get(url("findings", application.pk)).content.decode()
    assert "Belum diputuskan" in listed
    page = client.get(url("finding", finding.pk)).content.decode()
    assert "Simpan keputusan" in page
    assert "Terbukti bukti palsu" not in page
    answer = post(
        client, "decide_finding", finding.pk, verdict="no_issue", reason="Beda ruang.", seen=0
    )
    assert answer.status_code == 302
    assert FindingDecision.objects.get().reason == "Beda ruang."
    assert (
        "Tidak ada temuan yang menunggu"
        in client.get(url("findings", application.pk)).content.decode()
    )
    assert (
        "Beda ruang."
        in client.get(url("findings", application.pk), {"semua": "1"}).content.decode()
    )


def test_an_incomplete_decision_comes_back_with_what_was_written() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    client = signed_in(team.member)
    answer = post(client, "decide_finding", finding.pk, reason="Beda ruang.", seen=0)
    assert answer.status_code == 422
    assert "Beda ruang." in answer.content.decode()
    assert not FindingDecision.objects.exists()


def test_a_refused_decision_offers_no_more_than_the_page_did() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    client = signed_in(team.member)
    page = post(client, "decide_finding", finding.pk, seen=0)
    assert page.status_code == 422
    assert "Terbukti bukti palsu" not in page.content.decode()
    page = post(
        client, "decide_finding", finding.pk, verdict="confirmed_false", reason="Palsu.", seen=0
    )
    assert page.status_code == 422
    assert "Palsu." in page.content.decode()
    assert "Simpan keputusan" in page.content.decode()


def test_one_finding_leads_to_the_next_and_back_to_their_list() -> None:
    application = make_application()
    team = make_team(application)
    first, second = a_finding(application), a_finding(application)
    client = signed_in(team.member)
    page = client.get(url("finding", first.pk)).content.decode()
    assert url("finding", second.pk) in page
    assert url("findings", application.pk) in page
    given = {"verdict": "no_issue", "reason": "Ya.", "seen": 0}
    post(client, "decide_finding", second.pk, **given)
    post(client, "decide_finding", first.pk, **given)
    page = client.get(url("finding", first.pk)).content.decode()
    assert "Tidak ada temuan lain yang menunggu keputusan." in page


def test_the_second_of_two_tabs_is_told() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    given = {"verdict": "no_issue", "reason": "Ya.", "seen": 0}
    assert post(signed_in(team.leader), "decide_finding", finding.pk, **given).status_code == 302
    given["reason"] = "Beda pintu."
    second = post(signed_in(team.member), "decide_finding", finding.pk, **given)
    assert second.status_code == 422
    page = second.content.decode()
    assert "orang lain" in page
    assert "Beda pintu." in page  # what was written is kept, and can be sent knowingly
    assert (
        post(
            signed_in(team.member),
            "decide_finding",
            finding.pk,
            verdict="no_issue",
            reason="Beda pintu.",
            seen=second.context["decide_form"]["seen"].value(),
        ).status_code
        == 302
    )


def test_the_unit_answers_what_it_is_asked() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    client = signed_in(head_of(application))
    assert "Kirim penjelasan" not in client.get(url("finding", finding.pk)).content.decode()
    decide(
        finding_id=finding.pk, verdict=Verdict.ASK, reason="Kapan difoto?", by=Actor(team.leader)
    )
    page = client.get(url("finding", finding.pk)).content.decode()
    assert "Kapan difoto?" in page
    assert "Simpan keputusan" not in page
    assert post(client, "answer_finding", finding.pk, text=" ").status_code == 422
    assert post(client, "answer_finding", finding.pk, text="Bulan lalu.").status_code == 302
    assert FindingAnswer.objects.get().text == "Bulan lalu."
    assert "Bulan lalu." in signed_in(team.member).get(url("finding", finding.pk)).content.decode()


def test_who_may_not_act_on_the_page() -> None:
    application = make_application()
    team = make_team(application)
    finding = a_finding(application)
    unit, region = (
        head_of(application),
        make_holder(RoleKind.REGION_HEAD, region=application.region),
    )
    given = {"verdict": "no_issue", "reason": "Ya.", "seen": 0}
    assert post(signed_in(unit), "decide_finding", finding.pk, **given).status_code == 403
    assert post(signed_in(region), "decide_finding", finding.pk, **given).status_code == 403
    assert post(signed_in(team.leader), "answer_finding", finding.pk, text="Ya").status_code == 403
    assert (
        post(
            signed_in(unit), "raise_finding", finding.version_id, text="Ya", severity="low"
        ).status_code
        == 403
    )
    assert (
        signed_in(make_holder(RoleKind.UNIT_HEAD)).get(url("finding", finding.pk)).status_code
        == 404
    )
    assert not FindingDecision.objects.exists()


def everything_a_unit_sees(application: Application, version: Any) -> list[str]:
    """The unit's pages with tokens, times and this file's own numbers masked."""
    client = signed_in(head_of(application))
    pages = [
        url("evidence", application.pk),
        url("indicator", application.pk, FIRST),
        url("indicator_files", application.pk, FIRST),
        url("evidence_item", version.item_id),
        url("item_checks", version.item_id),
        reverse("award:work"),
        reverse("award:application", args=[application.pk]),
    ]
    changing = (
        r'csrfmiddlewaretoken" value="[^"]+"|\d\d[.:]\d\d([.:]\d+)*|[0-9a-f]{8}-[0-9a-f-]{27}'
    )
    return [re.sub(changing, "…", client.get(page).content.decode()) for page in pages]


def test_a_unit_s_pages_are_the_same_whether_or_not_another_has_the_same_photo() -> None:
    application = make_application()
    version = checked(application, photo(1))
    alone = everything_a_unit_sees(application, version)
    checked(make_application(), photo(1))
    assert Finding.objects.filter(version=version).exists()
    together = everything_a_unit_sees(application, version)
    assert [
        list(unified_diff(a.split(), b.split())) for a, b in zip(alone, together, strict=True)
    ] == [[]] * len(alone)


def test_asked_about_another_unit_s_photo_the_unit_is_not_told_whose_it_is() -> None:
    application, other = make_application(), make_application()
    team = make_team(application)
    version = checked(application, photo(1))
    checked(other, photo(1))
    finding = version.findings.get()
    client = signed_in(head_of(application))
    assert client.get(url("finding", finding.pk)).status_code == 404
    decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="?", by=Actor(team.leader))
    page = client.get(url("finding", finding.pk))
    assert page.status_code == 200
    assert other.unit.name not in page.content.decode()
    assert "/lain/" not in page.content.decode()
    assert "UPT lain" not in page.content.decode()
    seen = signed_in(team.leader).get(url("finding", finding.pk)).content.decode()
    assert "Berkas sama pada UPT lain" in seen
    assert other.unit.name not in seen  # the team does not work for that unit either


def test_the_unit_is_told_that_a_check_speaks_to_its_examiners() -> None:
    application = make_application()
    team = make_team(application)
    checked(application, photo(1))
    checks = checked(application, turned(1)).findings.first()
    own = a_finding(application)
    assert checks is not None
    note, client = "Penjelasan ini ditulis bagi pemeriksa.", signed_in(head_of(application))
    unasked = client.get(url("finding", checks.pk)).content.decode()
    assert note in unasked
    assert "sampaikan dalam jawaban Anda" not in unasked
    for finding, told in ((checks, True), (own, False)):
        decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="?", by=Actor(team.leader))
        address = url("finding", finding.pk)
        asked = client.get(address).content.decode()
        assert (note in asked, "sampaikan dalam jawaban Anda" in asked) == (told, told)
        assert note not in signed_in(team.member).get(address).content.decode()


def test_a_question_of_one_s_own() -> None:
    application = make_application()
    team = make_team(application)
    version = checked(application, photo(1))
    client = signed_in(team.member)
    answer = post(
        client, "raise_finding", version.pk, text="Ruang ini bukan ruang tunggu.", severity="medium"
    )
    assert answer["Location"] == url("finding", Finding.objects.get().pk)
    assert "ruang tunggu" in client.get(answer["Location"]).content.decode()
    answer = post(client, "raise_finding", version.pk, text="Foto lama.")
    assert answer.status_code == 422
    assert "Foto lama." in answer.content.decode()
    assert Finding.objects.count() == 1


def test_days_and_moments_of_a_check_are_read_in_words() -> None:
    application = make_application()
    make_team(application)
    finding = a_finding(application)
    finding.explanation_id = "Diambil pada 2024-04-26 07:33, di luar 2026-01-01 sampai 2026-12-22."
    assert explained(finding) == finding.explanation_id  # a person's own words stay
    finding.raised_by = None
    assert explained(finding) == (
        "Diambil pada 26 April 2024 07.33, di luar 1 Januari 2026 sampai 22 Desember 2026."
    )
    finding.explanation_id = "Diunggah 2026-04-26T20:33:07.433806+00:00."
    assert explained(finding) == "Diunggah 27 April 2026 03.33 WIB."
    finding.explanation_id = "Diunggah pada 2026-04-26 20:33+00:00; kode 9999-99-99."
    assert explained(finding) == "Diunggah pada 27 April 2026 03.33 WIB; kode 9999-99-99."
