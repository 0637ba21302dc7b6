from verification.models.assessment import IndicatorVerification
from verification.models.assignment import Assignment
from verification.models.checking import Checking, CheckResult, Fingerprint
from verification.models.decree import Decree, DecreeMember
from verification.models.drawing import Drawing, TwinLook
from verification.models.evidence import EvidenceItem, EvidenceVersion, Preview, ReadLog
from verification.models.finding import Finding, FindingAnswer, FindingDecision
from verification.models.minutes import Minutes, Signature
from verification.models.picture import PictureFeatures
from verification.models.repair import RepairRequest
from verification.models.share import IndicatorShare
from verification.models.signed_copy import SignedCopy
from verification.models.text import DocumentText, TextMark
from verification.models.trace import Trace
from verification.models.visit import (
    Visit,
    VisitObservation,
    VisitPhoto,
    VisitPicture,
    VisitWaiver,
)
from verification.models.visit_plan import (
    Absence,
    AssignmentLetter,
    PlannedVisit,
    Visitor,
)

__all__ = [
    "Absence",
    "Assignment",
    "AssignmentLetter",
    "CheckResult",
    "Checking",
    "Decree",
    "DecreeMember",
    "DocumentText",
    "Drawing",
    "EvidenceItem",
    "EvidenceVersion",
    "Finding",
    "FindingAnswer",
    "FindingDecision",
    "Fingerprint",
    "IndicatorShare",
    "IndicatorVerification",
    "Minutes",
    "PictureFeatures",
    "PlannedVisit",
    "Preview",
    "ReadLog",
    "RepairRequest",
    "Signature",
    "SignedCopy",
    "TextMark",
    "Trace",
    "TwinLook",
    "Visit",
    "VisitObservation",
    "VisitPhoto",
    "VisitPicture",
    "VisitWaiver",
    "Visitor",
]
