"""What must be told is mailed at once whatever a person chose; the rest as they chose."""

import pytest

from award.notices import WORDS
from directory.actors import Actor
from record.domain.notice_choices import choose
from record.domain.notice_texts import topic_of
from record.enums import MailWay, NoticeTopic
from record.models import Job, Notice
from tests.verification.evidence.world import head_of
from tests.verification.situations import Scene, add_file, reload
from verification.domain.findings import decide, raise_finding
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.enums import RepairCode, Severity, Verdict

MUST = {
    *{"return_for_repair", "lapse", "reject_verification", "decide_not_assessable", "disqualify"},
    *{"uphold_objection", "revoke", "withdraw", "reinstate", "begin_reminder"},
    *{"finding_confirmed", "evidence_sealed", "deadline_near_evidence_due"},
    *{"result_published", "hearing_opened", "objection_answered", "modifier_registered"},
    *{"operator_named", "operator_relieved", "acting_head_named"},
}


def test_results_deadlines_and_what_touches_security_have_no_topic() -> None:
    assert {kind: topic_of(kind) for kind in MUST} == dict.fromkeys(MUST)
    assert {kind for kind in WORDS if topic_of(kind) is None} == MUST & set(WORDS)
    assert topic_of("announced") == NoticeTopic.ANNOUNCEMENTS


@pytest.mark.django_db
def test_a_repair_is_mailed_at_once_and_a_question_as_the_unit_chose() -> None:
    scene = Scene()
    head, leader = head_of(scene.application), Actor(scene.leader)
    choose(person_id=head.pk, ways=dict.fromkeys(NoticeTopic, MailWay.DAILY))
    code = scene.indicators[0]
    version = add_file(scene, code)
    finding = raise_finding(version_id=version.pk, text="Kapan?", severity=Severity.LOW, by=leader)
    decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="Kapan dibuat?", by=leader)
    reload(scene.application)
    return_for_repair(
        application_id=scene.application.pk,
        repairs={code: RepairAsked(codes=(RepairCode.TOO_FEW,))},
        by=leader,
        expected_version=scene.application.version,
    )
    told = Notice.objects.filter(recipient=head, kind__in=["finding_asked", "return_for_repair"])
    ways = {notice.kind: notice.mail for notice in told}
    assert ways == {"finding_asked": "daily", "return_for_repair": "now"}
    sent = set(Job.objects.filter(kind="send_mail").values_list("subject", flat=True))
    assert {notice.kind for notice in told if str(notice.pk) in sent} == {"return_for_repair"}
