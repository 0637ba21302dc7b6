"""Sight of an application for a juror, from a declaration without conflict on."""

from datetime import datetime

from django.db.models import Q

from award.enums import Capacity
from award.models import Application, Grant
from directory.models import Person
from jury.models import Seat


def give_grant(*, seat: Seat, application: Application, at: datetime) -> None:
    """Let the juror see the application; once, however often it is declared."""
    Grant.objects.get_or_create(
        application=application,
        person=seat.person,
        capacity=Capacity.JUROR,
        source=f"seat:{seat.pk}",
        ends=None,
        defaults={"starts": at},
    )


def end_grants(*, source: str, at: datetime, application: Application | None = None) -> None:
    """End what a seat lets see, of one application or all."""
    running = Grant.objects.filter(Q(ends=None) | Q(ends__gt=at), source=source)
    if application is not None:
        running = running.filter(application=application)
    running.update(ends=at)


def end_grants_of(person: Person, application: Application, *, at: datetime) -> None:
    """End a juror's sight of an application, from whichever seat it came."""
    running = Grant.objects.filter(Q(ends=None) | Q(ends__gt=at), capacity=Capacity.JUROR)
    running.filter(person=person, application=application).update(ends=at)
