"""What the visit plan asks of people: to go, and to send somebody else."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import Capacity
from award.queries.visible import grants_in_force
from award.work import WorkItem
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of
from verification.domain.visit_days import days_text
from verification.models import Visit, Visitor
from verification.queries.visit_plan import away_visitors, still_to_come

READ = ("application__unit", "application__region", "application__season")


def journeys(person: Person) -> Iterator[WorkItem]:
    """The visits on which the person goes."""
    going = Visitor.objects.filter(person=person, active=True)
    done = Visit.objects.filter(
        application=OuterRef("application"), date__gte=OuterRef("first_day")
    )
    plans = still_to_come().filter(~Exists(done), pk__in=going.values("visit"))
    for plan in plans.select_related(*READ):
        yield WorkItem(
            what=_("Kunjungan lapangan %(days)s.") % {"days": days_text(plan)},
            url=reverse("verification:planned", args=[plan.pk]),
            application=plan.application,
        )


def missing(person: Person) -> Iterator[WorkItem]:
    """The visits for which a secretariat or a leader has to find somebody else."""
    kept = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    led = grants_in_force().filter(person=person, capacity=Capacity.TEAM_LEADER)
    plans = still_to_come().filter(pk__in=away_visitors().values("visit"))
    own = plans.filter(application__region__in=kept.order_by().values("region")) | plans.filter(
        application__in=led.values("application")
    )
    for plan in own.select_related(*READ):
        yield WorkItem(
            what=_("Tunjuk pengganti untuk kunjungan %(days)s.") % {"days": days_text(plan)},
            url=reverse("verification:planned", args=[plan.pk]),
            application=plan.application,
        )


WORK = (
    (journeys, {RoleKind.REGION_VERIFIER}),
    (missing, {RoleKind.REGION_VERIFIER, RoleKind.REGION_SECRETARIAT}),
)
