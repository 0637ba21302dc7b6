"""Which findings a person may know of."""

from django.db.models import QuerySet

from award.models import Application
from verification.domain.sight import Sight
from verification.enums import Purpose
from verification.queries.findings import Judged, findings_of, shown_to_unit


def known_findings(application: Application, sight: Sight) -> QuerySet[Judged]:
    """All for those who judge them, what it is told for the unit, none for anybody else."""
    if sight.judges:
        found = findings_of(application)
        return found if sight.beside else found.filter(version__item__purpose=Purpose.ASSESSMENT)
    told = shown_to_unit(application)
    return told if sight.for_unit else told.none()
