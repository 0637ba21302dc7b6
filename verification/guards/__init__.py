"""What can still stand in an edge's way on the Kanwil's side, by the names `award.edges` uses."""

from verification.guards.desk import indicators_verified, visit_done
from verification.guards.evidence import checks_settled, evidence_complete
from verification.guards.findings import (
    false_evidence_confirmed,
    findings_decided,
    no_open_high_finding,
    no_open_suspicion,
)
from verification.guards.minutes import letter_signed, minutes_signed
from verification.guards.repair import repair_possible
from verification.guards.team import decree_fits

__all__ = [
    "checks_settled",
    "decree_fits",
    "evidence_complete",
    "false_evidence_confirmed",
    "findings_decided",
    "indicators_verified",
    "letter_signed",
    "minutes_signed",
    "no_open_high_finding",
    "no_open_suspicion",
    "repair_possible",
    "visit_done",
]
