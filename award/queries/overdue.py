"""Whose time is over, for a whole season in one query; `award.queries.calendar` says it for one."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from award.enums import DateKind, ExtensionScope
from award.models import Application, ApplicationDate, Extension, Season, SeasonDate, Step
from award.queries.instruments import instrument_of


def overdue(season: Season, kind: DateKind, at: datetime) -> QuerySet[Application]:
    """The season's applications for which `is_past_grace(application, kind, at)` holds."""
    cut = at - timedelta(minutes=season.upload_grace_minutes)
    own = ApplicationDate.objects.filter(application=OuterRef("pk"), kind=kind).order_by("-pk")
    base = SeasonDate.objects.filter(season=season, kind=kind)
    dated = season.applications.annotate(
        own_date=Subquery(own.values("at")[:1]),
        base_date=Coalesce("own_date", Subquery(base.values("at")[:1])),
    )
    late = dated.filter(~Exists(_extended(season, kind, cut)), base_date__lt=cut)
    if kind != DateKind.EVIDENCE_DUE:
        return late
    days = instrument_of(season).process.evidence_days_min
    return late.annotate(team_at=Subquery(_appointments().values("at")[:1])).filter(
        Q(own_date__isnull=False) | Q(team_at=None) | Q(team_at__lt=cut - timedelta(days=days))
    )


def _extended(season: Season, kind: DateKind, cut: datetime) -> QuerySet[Extension]:
    """The extensions that reach the application in question and still run at `cut`."""
    reaches = Q(scope=ExtensionScope.ALL)
    reaches |= Q(scope=ExtensionScope.REGION, region=OuterRef("region"))
    reaches |= Q(scope=ExtensionScope.UNIT, unit=OuterRef("unit"))
    return Extension.objects.filter(reaches, season=season, kind=kind, until__gte=cut)


def _appointments() -> QuerySet[Step]:
    """When a team was appointed for the application in question, the last time first."""
    return Step.objects.filter(application=OuterRef("pk"), edge="assign_team").order_by("-version")
