"""Sight of an application for a team's members, written with what gives or ends it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Greatest

from award.models import Application, Grant
from directory.models import Person
from verification.enums import TeamFunction
from verification.models import Assignment, Decree
from verification.rules import CAPACITIES


def open_assignments(
    *, decree: Decree, applications: Iterable[Application], by: Person, at: datetime
) -> None:
    """Give the decree's team the applications, from that instant to the decree's end.

    The application rows are locked by the caller; assignments still open are ended first.
    """
    chosen = list(applications)
    for application in chosen:
        close_assignments(application_ids=[application.pk], at=at)
        Assignment.objects.create(application=application, decree=decree, starts=at, by=by)
    Grant.objects.bulk_create(
        Grant(
            application=application,
            person=member.person,
            capacity=CAPACITIES[TeamFunction(member.function)],
            starts=at,
            ends=max(at, decree.valid_until),  # one that is over opens nothing
            source=source_of(decree),
        )
        for application in chosen
        for member in decree.members.select_related("person")
    )


def close_assignments(*, application_ids: Iterable[UUID], at: datetime) -> None:
    """End the open assignments of the applications and what their teams may see."""
    ids = list(application_ids)
    Assignment.objects.filter(application__in=ids, ends=None).update(ends=Greatest(F("starts"), at))
    running = Grant.objects.filter(
        Q(ends=None) | Q(ends__gt=at), application__in=ids, source__startswith="decree:"
    )
    running.update(ends=Greatest(F("starts"), at))


def source_of(decree: Decree) -> str:
    """Where a grant comes from, as it stands in its row."""
    return f"decree:{decree.pk}"
