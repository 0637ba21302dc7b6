"""Files that back what a unit says outside its assessment: kept and checked as evidence is."""

from award.models import Application
from directory.models import Person
from record.domain.work import Work
from verification.domain.evidence import write_version
from verification.domain.intake import Arrived
from verification.domain.upload_rules import require_indicator
from verification.enums import Purpose
from verification.models import EvidenceItem, EvidenceVersion
from verification.queries.evidence import next_number


def keep_beside(
    work: Work, *, application: Application, indicator: str, arrived: Arrived, person: Person
) -> EvidenceVersion:
    """Write a file about one indicator that is no evidence of the assessment.

    Called in the transaction of what it backs, behind the application's lock. Raises Refused for
    an indicator of other units.
    """
    require_indicator(application, indicator)
    item = EvidenceItem.objects.create(
        application=application,
        indicator=indicator,
        number=next_number(application, indicator),
        purpose=Purpose.OBJECTION,
    )
    return write_version(work, item, arrived, person)
