"""People read an indicator's number and words; its code is for machines."""

import re

import pytest
from django.urls import reverse

from award.domain.transitions import obstacles
from award.enums import State
from award.models import Claim
from award.queries.instruments import indicator_names
from directory.actors import Actor
from record.domain.notice_texts import words
from record.models import Notice
from tests.directory.factories import signed_in
from tests.verification.situations import Scene, add_file, put
from verification.domain.findings import decide, raise_finding
from verification.enums import Severity, Verdict
from verification.models import Visit

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]*>")


def test_no_page_of_evidence_or_desk_shows_a_code() -> None:
    scene = Scene()
    code = scene.indicators[0]
    version = add_file(scene, code)
    finding = raise_finding(
        version_id=version.pk, text="Sama?", severity=Severity.HIGH, by=Actor(scene.leader)
    )
    scene.visit()
    pk = scene.application.pk
    client = signed_in(scene.leader)
    for route, *args in (
        ("evidence", pk), ("indicator", pk, code), ("evidence_item", version.item_id),
        ("findings", pk), ("finding", finding.pk), ("desk", pk), ("verify", pk, code),
        ("repair", pk), ("visit", Visit.objects.get().pk), ("closing", pk),
    ):  # fmt: skip
        page = client.get(reverse(f"verification:{route}", args=args))
        assert page.status_code == 200
        shown = TAG.sub(" ", page.content.decode())
        assert [c for c in scene.indicators if re.search(rf"\b{c}\b", shown)] == [], route


def test_no_obstacle_and_no_notice_names_a_code() -> None:
    scene = Scene()
    code = scene.indicators[0]
    version = add_file(scene, code)
    by = Actor(scene.leader)
    finding = raise_finding(version_id=version.pk, text="Sama?", severity=Severity.HIGH, by=by)
    decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="Kapan?", by=by)
    head = Claim.objects.filter(application=scene.application)[0].by
    standing = obstacles(application=scene.application, edge="complete_verification", by=by) or []
    put(scene.application, State.EVIDENCE_OPEN)
    sending = obstacles(application=scene.application, edge="submit_evidence", by=Actor(head))
    name = indicator_names(scene.application)[code]
    said = [*standing, *(sending or [])]
    notice = Notice.objects.get(kind="finding_asked", recipient=head)
    told = words(notice.kind, notice.params)
    assert [line for line in said if code in line] == []
    assert any(name in line for line in said)
    assert name in told.title
    assert name in told.body
