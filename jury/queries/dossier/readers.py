"""Who reads the dossier of an application, and whose decisions stand in it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from award.enums import State
from award.models import Application
from award.queries.visible import SEASON_READERS
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of
from jury.models import Decision, Result
from jury.queries.conflicts import conflicted_applications
from jury.queries.results import current_results
from jury.queries.sheets import assignments_not_ended
from jury.queries.told import told_decisions

CENTRE = (RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR)
# Who of them reads the ranking before it is published.
KEEPERS = (RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR)


def dossiers_for(person: Person) -> QuerySet[Application]:
    """The applications whose dossier the person reads: all for the centre, without a query.

    Never one that they are to score themselves: a juror learns what their sheet shows and no more.
    `season_read`: whether they read the page of its season too.
    """
    own = assignments_not_ended().filter(seat__person=person, application=OuterRef("pk"))
    rows = Application.objects.filter(_holds(person, CENTRE), ~Exists(own))
    rows = rows.annotate(season_read=_holds(person, SEASON_READERS))
    return rows.select_related("unit", "region", "season__instrument")


def decisions_for(person: Person, application: Application) -> QuerySet[Decision]:
    """The decisions the person may know, oldest first; `told`: the one the unit knows of."""
    told = told_decisions().filter(application=application).values("pk")
    known = Q(pk__in=told) | _reads_before_publication(person, application)
    rows = Decision.objects.filter(known, application=application).select_related("result")
    return rows.annotate(told=Exists(told.filter(pk=OuterRef("pk")))).order_by("version")


def undecided_result(person: Person, application: Application) -> Result | None:
    """What a closed scoring came to on which nobody has decided yet."""
    if application.state != State.SCORED:
        return None
    may = _reads_before_publication(person, application)
    return current_results().filter(may, application=application).first()


def _reads_before_publication(person: Person, application: Application) -> Q:
    """As the ranking and the minutes of its closing are read: never with a conflict of interest."""
    barred = conflicted_applications(person, [application.season]).filter(pk=application.pk)
    return _holds(person, KEEPERS) & ~Q(Exists(barred))


def _holds(person: Person, kinds: tuple[RoleKind, ...]) -> Q:
    held = roles_of(person).select_related(None).order_by().filter(kind__in=kinds)
    return Q(Exists(held))
