"""The table of edges: the one source of who may move an application, whence, whither, when.

Every name of a person's predicate or a guard is a dotted path, since many of them live in
apps above this one; `award.domain.table` loads them once at start and a system check
refuses to start where one is missing. The drawn diagram is made from this table.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from award.enums import SeasonState, State

S = State
RUNNING = (SeasonState.OPEN, SeasonState.SCORING)
# Once a season is decided only an upheld objection makes an application move again: it must be
# able to go the whole way to its new decision, whether the season is published or not.
MOVING = (*RUNNING, SeasonState.DECIDED, SeasonState.PUBLISHED)
AFTER = (SeasonState.SCORING, SeasonState.DECIDED, SeasonState.PUBLISHED, SeasonState.ARCHIVED)
BEFORE_SCORED = (
    S.DRAFT,
    S.SELF_ASSESSED,
    S.EVIDENCE_OPEN,
    S.UNDER_VERIFICATION,
    S.VERIFIED,
    S.IN_SCORING,
    S.SCORED,
)


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One edge. `who` are predicates of which one must hold; with `second`, a different
    person for whom that predicate holds must have proposed the act (in either order).
    """

    name: str
    title: str | Promise
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    who: tuple[str, ...]
    second: str = ""
    barred: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    seasons: tuple[SeasonState, ...] = MOVING
    reason: bool = False
    tell: tuple[str, ...] = ()
    embargo: bool = False


EDGES: tuple[Edge, ...] = (
    Edge(
        name="submit_self_assessment",
        title=_("Kirim penilaian mandiri"),
        sources=(S.DRAFT,),
        targets=(S.SELF_ASSESSED,),
        who=("award.rules.is_unit_head",),
        guards=(
            "award.guards.season_open_or_sent_back",
            "award.guards.unit_open",
            "award.guards.self_assessment_window_open",
            "award.guards.all_indicators_answered",
            "award.guards.truth_stated",
        ),
        tell=("unit", "secretariat"),
    ),
    Edge(
        name="reopen_self_assessment",
        title=_("Tarik kembali penilaian mandiri"),
        sources=(S.SELF_ASSESSED,),
        targets=(S.DRAFT,),
        who=("award.rules.is_unit_head",),
        guards=(
            "award.guards.season_open_or_sent_back",
            "award.guards.unit_open",
            "award.guards.self_assessment_window_open",
        ),
        tell=("unit", "secretariat"),
    ),
    Edge(
        name="assign_team",
        title=_("Tetapkan tim verifikasi"),
        sources=(S.SELF_ASSESSED,),
        targets=(S.EVIDENCE_OPEN,),
        who=("award.rules.is_region_secretariat", "award.rules.is_centre_after_team_due"),
        guards=(
            "award.guards.season_open_or_sent_back",
            "award.guards.unit_open",
            "verification.guards.decree_fits",
        ),
        tell=("unit", "team"),
    ),
    Edge(
        name="submit_evidence",
        title=_("Kirim data dukung"),
        sources=(S.EVIDENCE_OPEN,),
        targets=(S.UNDER_VERIFICATION,),
        who=("award.rules.is_unit_head",),
        guards=(
            "award.guards.unit_open",
            "award.guards.evidence_window_open",
            "verification.guards.evidence_complete",
        ),
        tell=("unit", "team"),
    ),
    Edge(
        name="return_for_repair",
        title=_("Kembalikan untuk perbaikan"),
        sources=(S.UNDER_VERIFICATION,),
        targets=(S.EVIDENCE_OPEN,),
        who=("verification.rules.is_member_in_force",),
        barred=("verification.rules.has_conflict",),
        guards=("award.guards.unit_open", "verification.guards.repair_possible"),
        tell=("unit", "team"),
    ),
    Edge(
        name="end_repair",
        title=_("Masa perbaikan berakhir"),
        sources=(S.EVIDENCE_OPEN,),
        targets=(S.UNDER_VERIFICATION,),
        who=("award.rules.is_clock",),
        guards=("award.guards.repair_time_over",),
        tell=("unit", "team"),
    ),
    Edge(
        name="lapse",
        title=_("Gugur karena lewat waktu"),
        sources=(S.DRAFT, S.EVIDENCE_OPEN),
        targets=(S.LAPSED,),
        who=("award.rules.is_clock",),
        guards=("award.guards.never_submitted_and_time_over",),
        tell=("unit", "secretariat"),
    ),
    Edge(
        name="complete_verification",
        title=_("Selesaikan verifikasi"),
        sources=(S.UNDER_VERIFICATION,),
        targets=(S.VERIFIED,),
        who=("verification.rules.is_leader_in_force",),
        barred=("verification.rules.has_conflict",),
        guards=(
            "verification.guards.checks_settled",
            "verification.guards.findings_decided",
            "verification.guards.indicators_verified",
            "verification.guards.visit_done",
            "verification.guards.minutes_signed",
        ),
        tell=("unit", "region_head"),
    ),
    Edge(
        name="reject_verification",
        title=_("Nyatakan tidak lolos verifikasi"),
        sources=(S.UNDER_VERIFICATION,),
        targets=(S.NOT_PASSED,),
        who=("verification.rules.is_leader_in_force",),
        barred=("verification.rules.has_conflict",),
        guards=(
            "verification.guards.checks_settled",
            "verification.guards.findings_decided",
            "verification.guards.indicators_verified",
            "verification.guards.visit_done",
            "verification.guards.letter_signed",
        ),
        reason=True,
        tell=("unit", "region_head"),
    ),
    Edge(
        name="reopen_verification",
        title=_("Buka kembali verifikasi"),
        sources=(S.VERIFIED,),
        targets=(S.UNDER_VERIFICATION,),
        who=("award.rules.is_region_head",),
        guards=("award.guards.new_verification_date",),
        reason=True,
        tell=("unit", "team"),
    ),
    Edge(
        name="forward",
        title=_("Teruskan ke pusat"),
        sources=(S.VERIFIED,),
        targets=(S.IN_SCORING,),
        who=("award.rules.is_region_head", "award.rules.is_centre_after_forwarding_due"),
        guards=("verification.guards.minutes_signed", "verification.guards.no_open_high_finding"),
        tell=("unit", "centre"),
    ),
    Edge(
        name="return_to_region",
        title=_("Kembalikan ke Kanwil"),
        sources=(S.IN_SCORING,),
        targets=(S.UNDER_VERIFICATION,),
        who=("award.rules.is_centre_verifier",),
        barred=("jury.rules.has_conflict",),
        guards=("award.guards.new_verification_date",),
        reason=True,
        tell=("unit", "team", "region_head"),
    ),
    Edge(
        name="close_scoring",
        title=_("Tutup penilaian"),
        sources=(S.IN_SCORING,),
        targets=(S.SCORED,),
        who=("award.rules.is_jury_chair", "award.rules.is_jury_secretary"),
        second="award.rules.is_other_of_chair_and_secretary",
        barred=("jury.rules.has_conflict",),
        guards=(
            "jury.guards.quorum_of_sheets",
            "jury.guards.assessed_or_named",
            "jury.guards.modifiers_settled",
            "verification.guards.no_open_high_finding",
        ),
        embargo=True,
    ),
    Edge(
        name="reopen_scoring",
        title=_("Buka kembali penilaian"),
        sources=(S.SCORED,),
        targets=(S.IN_SCORING,),
        who=("award.rules.is_jury_chair", "award.rules.is_jury_secretary"),
        second="award.rules.is_other_of_chair_and_secretary",
        barred=("jury.rules.has_conflict",),
        guards=("jury.guards.minutes_named",),
        reason=True,
        embargo=True,
    ),
    Edge(
        name="decide_award",
        title=_("Tetapkan menerima penghargaan"),
        sources=(S.SCORED,),
        targets=(S.AWARDED,),
        who=("award.rules.is_centre_admin",),
        barred=("jury.rules.has_conflict",),
        guards=("award.guards.decision_named", "jury.guards.may_be_awarded"),
        seasons=AFTER,
        embargo=True,
    ),
    Edge(
        name="decide_no_award",
        title=_("Tetapkan belum menerima penghargaan"),
        sources=(S.SCORED,),
        targets=(S.NOT_AWARDED,),
        who=("award.rules.is_centre_admin",),
        barred=("jury.rules.has_conflict",),
        guards=("award.guards.decision_named",),
        seasons=AFTER,
        reason=True,
        embargo=True,
    ),
    Edge(
        name="decide_not_assessable",
        title=_("Nyatakan tidak dapat dinilai"),
        sources=BEFORE_SCORED,
        targets=(S.NOT_ASSESSABLE,),
        who=("award.rules.is_centre_admin",),
        barred=("jury.rules.has_conflict",),
        reason=True,
        tell=("unit", "secretariat"),
    ),
    Edge(
        name="disqualify",
        title=_("Diskualifikasi"),
        sources=(S.EVIDENCE_OPEN, S.UNDER_VERIFICATION, S.VERIFIED, S.IN_SCORING, S.SCORED),
        targets=(S.DISQUALIFIED,),
        who=("award.rules.is_centre_admin", "award.rules.is_jury_chair"),
        second="award.rules.is_other_of_admin_and_chair",
        barred=("jury.rules.has_conflict",),
        guards=(
            "verification.guards.false_evidence_confirmed",
            "jury.guards.unit_was_heard",
        ),
        reason=True,
        tell=("unit", "region_head"),
    ),
    Edge(
        name="uphold_objection",
        title=_("Kabulkan keberatan"),
        sources=(S.NOT_PASSED, S.AWARDED, S.NOT_AWARDED, S.NOT_ASSESSABLE, S.DISQUALIFIED),
        targets=BEFORE_SCORED,
        who=("award.rules.is_centre_admin",),
        barred=("jury.rules.decided_before", "jury.rules.has_conflict"),
        guards=("jury.guards.objection_open", "jury.guards.objection_target_fits"),
        reason=True,
        tell=("unit", "region_head", "team"),
    ),
    Edge(
        name="revoke",
        title=_("Cabut penghargaan"),
        sources=(S.AWARDED,),
        targets=(S.REVOKED,),
        who=("award.rules.is_centre_admin", "award.rules.is_jury_chair"),
        second="award.rules.is_other_of_admin_and_chair",
        barred=("jury.rules.has_conflict",),
        guards=("jury.guards.unit_was_heard", "award.guards.decision_named"),
        seasons=(SeasonState.PUBLISHED, SeasonState.ARCHIVED),
        reason=True,
        tell=("unit", "region_head"),
    ),
    Edge(
        name="withdraw",
        title=_("Mengundurkan diri"),
        sources=(S.DRAFT, S.SELF_ASSESSED, S.EVIDENCE_OPEN, S.UNDER_VERIFICATION),
        targets=(S.WITHDRAWN,),
        who=("award.rules.is_unit_head",),
        guards=("verification.guards.no_open_suspicion",),
        seasons=RUNNING,
        reason=True,
        tell=("unit", "secretariat", "team"),
    ),
    Edge(
        name="reinstate",
        title=_("Ikutkan kembali"),
        sources=(S.WITHDRAWN, S.LAPSED),
        targets=(S.DRAFT, S.SELF_ASSESSED, S.EVIDENCE_OPEN, S.UNDER_VERIFICATION),
        who=("award.rules.is_centre_admin",),
        barred=("jury.rules.has_conflict",),
        guards=("award.guards.calendar_open_for_return",),
        seasons=RUNNING,
        reason=True,
        tell=("unit", "secretariat", "team"),
    ),
)

_BY_NAME = {edge.name: edge for edge in EDGES}


def by_name(name: str) -> Edge:
    """The edge of that name. Raises KeyError for an unknown one."""
    return _BY_NAME[name]
