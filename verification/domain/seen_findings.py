"""Which findings a person may know of."""

from django.db.models import QuerySet

from award.models import Application
from verification.domain.sight import Sight
from verification.queries.findings import Judged, findings_of, shown_to_unit


def known_findings(application: Application, sight: Sight) -> QuerySet[Judged]:
    """All for those who judge them, what it is told for the unit, none for anybody else."""
    if sight.judges:
        return findings_of(application)
    told = shown_to_unit(application)
    return told if sight.for_unit else told.none()
