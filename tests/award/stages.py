"""An application brought to each edge, and the act that walks it: real rows, the real door."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from award.domain.self_assessment import submit_self_assessment
from award.domain.transitions import transit
from award.domain.two_people import confirm
from award.enums import DateKind, SeasonState, State
from award.models import Answer, Application, Claim, Proposal, Season
from award.queries.instruments import indicators_of
from directory.actors import CLOCK, Actor
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.closing import close, propose_closing, propose_reopening, reopen
from jury.domain.conflicts import declare
from jury.domain.hearings import carry_out, open_hearing, propose_consequence
from jury.domain.objections import file_objection, uphold
from jury.domain.panels import add_applications, make_panel, seat_juror
from jury.domain.scoring import open_sheet, seal
from jury.models import Hearing, Panel
from tests.directory.factories import make_holder
from tests.jury.papers import minutes_kept
from tests.jury.worlds import type_scores
from tests.verification.situations import BY_CENTRE, Scene, make_application, put, reload
from verification.domain.assigning import assign_team
from verification.domain.closing import Words
from verification.domain.evidence import receive
from verification.domain.findings import decide, raise_finding
from verification.domain.intake import Upload
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.enums import ClosingKind, RepairCode, Severity, Verdict
from verification.models import EvidenceVersion
from workers.demo.pictures import photograph

Walk = Callable[[Actor, int], object]
FUTURE = {"self_assessment_due": 10}
PAST = {"self_assessment_due": -30, "evidence_due": -3}


@dataclass
class Stage:
    """`walk(actor, expected version)` walks the edge; `right` may, `second` proposed it."""

    scene: Scene
    application: Application
    right: Actor
    walk: Walk
    data: dict[str, Any] = field(default_factory=dict)
    second: Actor | None = None

    def act(self) -> object:
        return self.walk(self.right, self.application.version)


def stage_for(edge: str) -> Stage:
    """The stage of that edge, freshly built."""
    return STAGES[edge]()


def head_of(application: Application) -> Person:
    return application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person


def _plain(scene: Scene, edge: str, right: Person | None, **data: Any) -> Stage:
    application = reload(scene.application)

    def walk(by: Actor, version: int) -> object:
        return transit(
            application_id=application.pk, edge=edge, by=by, expected_version=version, **data
        )

    by = CLOCK if right is None else Actor(right)
    return Stage(scene, application, by, walk, data)


def _centre(kind: RoleKind) -> Person:
    return make_holder(kind)


def _unmet(application: Application) -> None:
    """The last claim to every indicator is the unmet answer, which needs no evidence."""
    head = head_of(application)
    for indicator in indicators_of(application):
        Claim.objects.create(
            application=application,
            indicator=indicator.code,
            version=2,
            value=indicator.scale.unmet,
            by=head,
            at=timezone.now(),
        )


def _until(kind: DateKind) -> dict[str, Any]:
    return {"until": timezone.now() + timedelta(days=5), "until_kind": kind}


def submit_self() -> Stage:
    scene = Scene(state=State.DRAFT, days=FUTURE)
    application = scene.application
    head = head_of(application)
    Answer.objects.bulk_create(
        Answer(
            application=application,
            indicator=indicator.code,
            value=indicator.scale.unmet,
            updated_by=head,
            updated_at=timezone.now(),
        )
        for indicator in indicators_of(application)
    )
    stage = _plain(scene, "submit_self_assessment", head, statement=True)

    def walk(by: Actor, version: int) -> object:
        return submit_self_assessment(
            application_id=application.pk, by=by, expected_version=version, statement=True
        )

    stage.walk = walk
    return stage


def reopen_self() -> Stage:
    scene = Scene(state=State.SELF_ASSESSED, days=FUTURE)
    return _plain(scene, "reopen_self_assessment", head_of(scene.application))


def assign() -> Stage:
    scene = Scene(days=FUTURE)
    application = make_application(scene.season)
    scene.application = application
    stage = _plain(scene, "assign_team", scene.place.secretariat, decree=str(scene.decree.pk))

    def walk(by: Actor, version: int) -> object:
        return assign_team(applications={application.pk: version}, decree_id=scene.decree.pk, by=by)

    stage.walk = walk
    return stage


def submit_evidence() -> Stage:
    scene = Scene(state=State.EVIDENCE_OPEN)
    _unmet(scene.application)
    return _plain(scene, "submit_evidence", head_of(scene.application))


def repair() -> Stage:
    scene = Scene()
    asked = {scene.indicators[0]: RepairAsked(codes=(RepairCode.TOO_FEW,), text="Kurang.")}
    stage = _plain(
        scene,
        "return_for_repair",
        scene.member,
        indicators=list(asked),
        repairs={code: ["too_few"] for code in asked},
    )

    def walk(by: Actor, version: int) -> object:
        return return_for_repair(
            application_id=scene.application.pk, repairs=asked, by=by, expected_version=version
        )

    stage.walk = walk
    return stage


def end_repair() -> Stage:
    fields = {"in_repair": True, "repair_round": 1, "open_indicators": ["fac-visitors-01"]}
    scene = Scene(state=State.EVIDENCE_OPEN, days=PAST, fields=fields)
    _team_long_ago(scene.application)
    return _plain(scene, "end_repair", None)


def _team_long_ago(application: Application) -> None:
    """The minimum of days since the team's appointment is over."""
    application.dates.create(
        kind=DateKind.EVIDENCE_DUE,
        at=timezone.now() - timedelta(days=1),
        set_at=timezone.now() - timedelta(days=20),
    )


def lapse() -> Stage:
    return _plain(Scene(state=State.DRAFT, days=PAST), "lapse", None)


def complete() -> Stage:
    scene = Scene()
    scene.close()
    return _plain(scene, "complete_verification", scene.leader)


def reject() -> Stage:
    scene = Scene()
    scene.verify_all()
    scene.visit()
    letter = scene.prepare(ClosingKind.LETTER, words=Words(reasons="Belum.", how_again="Lagi."))
    scene.sign(letter, scene.leader, scene.secretary)
    return _plain(scene, "reject_verification", scene.leader, reason="Belum tersedia.")


def reopen_verification() -> Stage:
    scene = Scene(state=State.VERIFIED)
    return _plain(
        scene,
        "reopen_verification",
        scene.place.head,
        reason="Ada yang terlewat.",
        **_until(DateKind.VERIFICATION_DUE),
    )


def forward() -> Stage:
    scene = Scene()
    scene.close()
    put(scene.application, State.VERIFIED)
    return _plain(scene, "forward", scene.place.head)


def return_to_region() -> Stage:
    scene = Scene(state=State.IN_SCORING)
    return _plain(
        scene,
        "return_to_region",
        _centre(RoleKind.CENTRE_VERIFIER),
        reason="Kunjungan tidak tercatat.",
        **_until(DateKind.VERIFICATION_DUE),
    )


def _sealed() -> tuple[Scene, Panel]:
    """A panel of three whose sheets of the one application are sealed."""
    scene = Scene(state=State.IN_SCORING, code=BY_CENTRE)
    secretary = Actor(_centre(RoleKind.JURY_SECRETARY))
    panel = make_panel(season=scene.season, name="Panel", by=secretary)
    add_applications(panel=panel, application_ids=[scene.application.pk], by=secretary)
    for _ in range(3):
        juror = Actor(_centre(RoleKind.JUROR))
        assert juror.person is not None
        seat = seat_juror(panel=panel, person=juror.person, by=secretary)
        declare(seat_id=seat.pk, application_id=scene.application.pk, conflict=None, by=juror)
        sheet = open_sheet(application_id=scene.application.pk, by=juror)
        type_scores(sheet)
        seal(sheet_id=sheet.pk, by=juror)
    return scene, panel


def _chair_and_secretary() -> tuple[Actor, Actor]:
    return Actor(_centre(RoleKind.JURY_CHAIR)), Actor(_centre(RoleKind.JURY_SECRETARY))


def close_scoring() -> Stage:
    scene, panel = _sealed()
    chair, secretary = _chair_and_secretary()
    proposal = propose_closing(panel=panel, by=chair)
    return _of_two(scene, proposal, secretary, close)


def _closed() -> tuple[Scene, Panel]:
    scene, panel = _sealed()
    chair, secretary = _chair_and_secretary()
    proposal = propose_closing(panel=panel, by=chair)
    close(proposal_id=proposal.pk, digest=proposal.digest, by=secretary)
    reload(scene.application)
    return scene, panel


def reopen_scoring() -> Stage:
    scene, panel = _closed()
    chair, secretary = _chair_and_secretary()
    meeting = minutes_kept(panel, secretary)
    proposal = propose_reopening(
        panel=panel, meeting=meeting, reason="Rapat rekonsiliasi.", by=secretary
    )
    return _of_two(scene, proposal, chair, reopen)


def _of_two(scene: Scene, proposal: Proposal, second: Actor, act: Callable[..., object]) -> Stage:
    """The second of two acts. A stale page is one whose proposal names an older version."""
    edge = proposal.act
    stage = _plain(scene, edge, second.person, reason="Alasan.")
    stage.second = Actor(proposal.by)

    def walk(by: Actor, version: int) -> object:
        if version != stage.application.version:
            return transit(
                application_id=stage.application.pk,
                edge=edge,
                by=by,
                expected_version=version,
                proposal=confirm(proposal_id=proposal.pk, digest=proposal.digest, by=by),
                reason="Alasan.",
            )
        return act(proposal_id=proposal.pk, digest=proposal.digest, by=by)

    stage.walk = walk
    return stage


def season_to(season: Season, state: SeasonState) -> None:
    Season.objects.filter(pk=season.pk).update(
        state=state,
        decision_number="M.1",
        decision_date=timezone.localdate(),
        published_at=timezone.now(),
    )


def _published(scene: Scene) -> None:
    season_to(scene.season, SeasonState.PUBLISHED)
    Application.objects.filter(season=scene.season).update(published_version=F("version"))
    reload(scene.application)


def _decision(edge: str) -> Stage:
    scene, _panel = _closed()
    season_to(scene.season, SeasonState.SCORING)
    return _plain(
        scene,
        edge,
        _centre(RoleKind.CENTRE_ADMIN),
        number="M.1",
        date="2026-12-01",
        reason="Nilai tercapai.",
    )


def award() -> Stage:
    return _decision("decide_award")


def no_award() -> Stage:
    return _decision("decide_no_award")


def not_assessable() -> Stage:
    scene = Scene(state=State.DRAFT)
    admin = _centre(RoleKind.CENTRE_ADMIN)
    return _plain(scene, "decide_not_assessable", admin, reason="UPT ditutup.")


def disqualify() -> Stage:
    scene = Scene(state=State.EVIDENCE_OPEN)
    _confirm_false(scene)
    chair, admin = Actor(_centre(RoleKind.JURY_CHAIR)), Actor(_centre(RoleKind.CENTRE_ADMIN))
    return _consequence(scene, chair, admin)


def _confirm_false(scene: Scene) -> None:
    code = scene.indicators[0]
    photo = photograph(scene=7, taken=timezone.now())
    receive(
        application_id=scene.application.pk,
        indicator=code,
        upload=Upload(
            file=io.BytesIO(photo), size=len(photo), name="a.jpg", begun_at=timezone.now()
        ),
        by=Actor(head_of(scene.application)),
    )
    version = EvidenceVersion.objects.get(item__application=scene.application)
    put(scene.application, State.UNDER_VERIFICATION)
    finding = raise_finding(
        version_id=version.pk, text="Palsu?", severity=Severity.HIGH, by=Actor(scene.member)
    )
    for verdict in (Verdict.SUSPECTED_FALSE, Verdict.CONFIRMED_FALSE):
        decide(finding_id=finding.pk, verdict=verdict, reason="Ya.", by=Actor(scene.leader))


def _consequence(scene: Scene, first: Actor, second: Actor) -> Stage:
    hearing = open_hearing(application_id=scene.application.pk, charge="Jelaskan.", by=first)
    long_ago = timezone.now() - timedelta(days=30)
    Hearing.objects.filter(pk=hearing.pk).update(
        opened_at=long_ago, answer_due=long_ago + timedelta(days=14)
    )
    hearing = Hearing.objects.get(pk=hearing.pk)
    hearing.application = reload(scene.application)
    proposal = propose_consequence(
        hearing=hearing, reason="Terbukti.", by=first, number="M.2", on=timezone.localdate()
    )
    stage = _of_two(scene, proposal, second, carry_out)
    stage.data |= {"number": "M.2", "date": "2026-12-01", "hearing": str(hearing.pk)}
    return stage


def revoke() -> Stage:
    scene = Scene(state=State.AWARDED)
    _published(scene)
    admin, chair = Actor(_centre(RoleKind.CENTRE_ADMIN)), Actor(_centre(RoleKind.JURY_CHAIR))
    return _consequence(scene, admin, chair)


def uphold_objection() -> Stage:
    scene = Scene(state=State.NOT_PASSED)
    objection = file_objection(
        application_id=scene.application.pk,
        text="Ramp sudah ada.",
        by=Actor(head_of(scene.application)),
    )
    admin = _centre(RoleKind.CENTRE_ADMIN)
    target = State.UNDER_VERIFICATION
    stage = _plain(scene, "uphold_objection", admin, target=target.value, reason="Benar.")

    def walk(by: Actor, version: int) -> object:
        return uphold(
            objection_id=objection.pk,
            target=target,
            until=timezone.now() + timedelta(days=9),
            answer="Benar.",
            expected_version=version,
            by=by,
        )

    stage.walk = walk
    return stage


def withdraw() -> Stage:
    scene = Scene(state=State.DRAFT)
    return _plain(scene, "withdraw", head_of(scene.application), reason="Renovasi.")


def reinstate() -> Stage:
    scene = Scene(state=State.LAPSED, days=FUTURE, fields={"state_before": State.DRAFT})
    return _plain(scene, "reinstate", _centre(RoleKind.CENTRE_ADMIN), reason="Gangguan jaringan.")


STAGES: dict[str, Callable[[], Stage]] = {
    "submit_self_assessment": submit_self,
    "reopen_self_assessment": reopen_self,
    "assign_team": assign,
    "submit_evidence": submit_evidence,
    "return_for_repair": repair,
    "end_repair": end_repair,
    "lapse": lapse,
    "complete_verification": complete,
    "reject_verification": reject,
    "reopen_verification": reopen_verification,
    "forward": forward,
    "return_to_region": return_to_region,
    "close_scoring": close_scoring,
    "reopen_scoring": reopen_scoring,
    "decide_award": award,
    "decide_no_award": no_award,
    "decide_not_assessable": not_assessable,
    "disqualify": disqualify,
    "revoke": revoke,
    "uphold_objection": uphold_objection,
    "withdraw": withdraw,
    "reinstate": reinstate,
}
