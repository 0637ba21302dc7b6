"""Who reads the team's work: the team, its Kanwil, the centre; the unit only what closes it."""

from award.enums import State
from award.models import Application
from award.rules import works_for_unit
from directory.actors import Actor
from verification.domain.sight import reads_findings
from verification.enums import ClosingKind
from verification.models import Minutes
from verification.queries.closing import current_closing, quorum_of

# While the team is still at work nothing of it is told.
BEFORE_CLOSED = frozenset(
    {State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN, State.UNDER_VERIFICATION}
)


def reads_desk(actor: Actor, application: Application) -> bool:
    """Whether the person reads what the team found before it is closed."""
    return reads_findings(actor, application)


def closed_with(application: Application) -> Minutes | None:
    """The signed document that closed the verification, once it is closed."""
    if application.state in BEFORE_CLOSED:
        return None
    rejected = application.state == State.NOT_PASSED
    kind = ClosingKind.LETTER if rejected else ClosingKind.MINUTES
    document = current_closing(application, kind)
    return document if document is not None and quorum_of(document).reached else None


def reads_closing(actor: Actor, document: Minutes) -> bool:
    """Whether the person may read this document: the unit only the one that closed it."""
    application = document.application
    if reads_desk(actor, application):
        return True
    if works_for_unit(actor, application) is None:
        return False
    return closed_with(application) == document
