"""Days on which verifiers cannot go: who reads them, who may tell them of whom."""

from django.db.models import Q, QuerySet

from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of, today
from verification.models import Absence
from verification.queries.team import verifier_roles_of


def absences_told_to(person: Person) -> QuerySet[Absence]:
    """One's own, and for a secretariat those of its verifiers, that are not over."""
    regions = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    rows = Absence.objects.filter(
        Q(person=person)
        | Q(
            person__roles__kind=RoleKind.REGION_VERIFIER,
            person__roles__region__in=regions.order_by().values("region"),
        ),
        withdrawn_at=None,
        last_day__gte=today(),
    )
    return rows.select_related("person").order_by("first_day", "pk").distinct()


def absence_told_of(person: Person) -> QuerySet[Person]:
    """Whom the person may say it of: oneself, for a secretariat the verifiers of its Kanwil."""
    regions = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).values("region")
    verifiers = verifier_roles_of(regions.order_by())
    own = Q(pk=person.pk, roles__in=verifier_roles_of(None))
    rows = Person.objects.filter(own | Q(roles__in=verifiers), is_active=True)
    return rows.distinct().order_by("name", "pk")
