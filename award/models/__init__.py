from award.models.announcement import Addressee, Announcement
from award.models.application import Application, ApplicationDate, Step
from award.models.assessment import Answer, Claim, StatementOfTruth
from award.models.grant import Grant
from award.models.proposal import Proposal
from award.models.question import Question
from award.models.season import Extension, ProvisionalValue, Season, SeasonDate

__all__ = [
    "Addressee",
    "Announcement",
    "Answer",
    "Application",
    "ApplicationDate",
    "Claim",
    "Extension",
    "Grant",
    "Proposal",
    "ProvisionalValue",
    "Question",
    "Season",
    "SeasonDate",
    "StatementOfTruth",
    "Step",
]
