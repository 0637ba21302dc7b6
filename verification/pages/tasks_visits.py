"""What the visit plan asks of people: to go, and to send somebody else."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
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


def visits(person: Person) -> Iterator[WorkItem]:
    """Where the person goes, and for whom a secretariat or a leader has to find somebody else.

    Asked for all at once: the work list asks for this on each look.
    """
    plans = still_to_come().annotate(goes=_goes(person), lacks=_lacks(person))
    for plan in plans.filter(Q(goes=True) | Q(lacks=True)).select_related(*READ):
        days = {"days": days_text(plan)}
        url = reverse("verification:planned", args=[plan.pk])
        if plan.goes:
            what = _("Kunjungan lapangan %(days)s.") % days
            yield WorkItem(what=what, url=url, application=plan.application)
        if plan.lacks:
            what = _("Tunjuk pengganti untuk kunjungan %(days)s.") % days
            yield WorkItem(what=what, url=url, application=plan.application)


def _goes(person: Person) -> Q:
    """The person goes, and has not been there yet."""
    going = Visitor.objects.filter(visit=OuterRef("pk"), person=person, active=True)
    done = Visit.objects.filter(
        application=OuterRef("application"), date__gte=OuterRef("first_day")
    )
    return Q(Exists(going) & ~Exists(done))


def _lacks(person: Person) -> Q:
    """Somebody cannot go, and the person finds another for visits of this team or Kanwil."""
    kept = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    led = grants_in_force().filter(person=person, capacity=Capacity.TEAM_LEADER)
    sent = Q(application__region__in=kept.order_by().values("region")) | Q(
        application__in=led.values("application")
    )
    return Q(Exists(away_visitors().filter(visit=OuterRef("pk")))) & sent


WORK = ((visits, {RoleKind.REGION_VERIFIER, RoleKind.REGION_SECRETARIAT}),)
