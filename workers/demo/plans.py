"""How far each unit's application goes in each demo season, and what was planted in it."""

from dataclasses import dataclass
from enum import StrEnum


class Stop(StrEnum):
    """Where the play leaves an application; each includes what comes before it."""

    UNTOUCHED = "untouched"
    ANSWERED = "answered"
    SELF_ASSESSED = "self_assessed"
    EVIDENCE_OPEN = "evidence_open"
    UNDER_VERIFICATION = "under_verification"
    IN_REPAIR = "in_repair"
    MINUTES_READY = "minutes_ready"
    VERIFIED = "verified"
    IN_SCORING = "in_scoring"
    SCORED = "scored"
    AWARDED = "awarded"
    NOT_AWARDED = "not_awarded"
    NOT_PASSED = "not_passed"
    NOT_ASSESSABLE = "not_assessable"
    DISQUALIFIED = "disqualified"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Plan:
    """`met` is how many facilities the unit has; without `others` it falls short in the other
    criteria; `forged` plants false evidence. What is met needs three photographs each.
    """

    stop: Stop
    met: int = 1
    others: bool = False
    forged: bool = False


S = Stop
# By the unit's place in `workers.demo.cast.UNITS`; a unit without a plan leaves its draft empty.
# The season before last waits for its decision, so that deciding and publishing can be tried.
UNDECIDED: dict[int, Plan] = {
    2: Plan(S.SCORED, met=4, others=True),
    11: Plan(S.SCORED, met=0),
}
LAST_YEAR: dict[int, Plan] = {
    1: Plan(S.AWARDED, met=4, others=True),
    2: Plan(S.AWARDED, met=4, others=True),
    0: Plan(S.NOT_AWARDED, met=2),
    7: Plan(S.NOT_PASSED),
    10: Plan(S.REVOKED, met=4, others=True),
    11: Plan(S.DISQUALIFIED, met=2, forged=True),
    14: Plan(S.NOT_ASSESSABLE),
    16: Plan(S.WITHDRAWN),
    18: Plan(S.LAPSED),
}
THIS_YEAR: dict[int, Plan] = {
    0: Plan(S.IN_SCORING, met=3),
    1: Plan(S.IN_SCORING, met=1, others=True),
    2: Plan(S.SCORED, met=4, others=True),
    3: Plan(S.UNDER_VERIFICATION, met=3, forged=True),
    4: Plan(S.UNTOUCHED),
    5: Plan(S.ANSWERED),
    7: Plan(S.MINUTES_READY),
    8: Plan(S.EVIDENCE_OPEN, met=3, others=True),
    9: Plan(S.SELF_ASSESSED, met=3, others=True),
    10: Plan(S.VERIFIED),
    11: Plan(S.IN_REPAIR, met=2),
    13: Plan(S.SELF_ASSESSED, met=2),
    14: Plan(S.NOT_PASSED),
    15: Plan(S.ANSWERED),
    16: Plan(S.WITHDRAWN),
    17: Plan(S.EVIDENCE_OPEN, met=2),
    18: Plan(S.UNDER_VERIFICATION, met=2),
}
