from jury.models.decision import (
    Certificate,
    Decision,
    Hearing,
    HearingFinding,
    Objection,
    ObjectionFile,
    Publication,
    ReportCard,
)
from jury.models.meeting import Meeting
from jury.models.modifier import ModifierEntry
from jury.models.panel import (
    Conflict,
    Declaration,
    Panel,
    PanelApplication,
    Seat,
    SeatAssignment,
)
from jury.models.paper import Paper
from jury.models.sheet import (
    Closing,
    EvidenceLook,
    Result,
    ScoreDraft,
    ScoreSheet,
    ScoreVersion,
    SealedComment,
    Unassessed,
)

__all__ = [
    "Certificate",
    "Closing",
    "Conflict",
    "Decision",
    "Declaration",
    "EvidenceLook",
    "Hearing",
    "HearingFinding",
    "Meeting",
    "ModifierEntry",
    "Objection",
    "ObjectionFile",
    "Panel",
    "PanelApplication",
    "Paper",
    "Publication",
    "ReportCard",
    "Result",
    "ScoreDraft",
    "ScoreSheet",
    "ScoreVersion",
    "SealedComment",
    "Seat",
    "SeatAssignment",
    "Unassessed",
]
