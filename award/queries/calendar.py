"""When something is due for an application: the season's date, extensions, its own date."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from award.enums import DateKind, ExtensionScope
from award.models import Application, Extension, SeasonDate, Step
from award.queries.instruments import instrument_of


def due(application: Application, kind: DateKind) -> datetime | None:
    """The instant after which `kind` is over for this application; None where none is set.

    Its own date (a repair round, an objection's calendar) comes first; an extension later
    than it still counts. Evidence is never due sooner after the team's appointment than the
    instrument's minimum of days: a late Kanwil does not eat the unit's time.
    """
    own = application.dates.filter(kind=kind).order_by("-pk").values_list("at", flat=True).first()
    base = own or _season_date(application.season_id, kind)
    if base is None:
        return None
    instants = [base, *_extensions(application, kind)]
    if kind == DateKind.EVIDENCE_DUE and own is None:
        instants += _minimum_after_team(application)
    return max(instants)


def is_past(application: Application, kind: DateKind, at: datetime | None = None) -> bool:
    """Whether `kind` is set and over at that instant (now if None)."""
    instant = due(application, kind)
    return instant is not None and (at or timezone.now()) > instant


def is_past_grace(application: Application, kind: DateKind, at: datetime) -> bool:
    """Like `is_past`, but after the grace in which an upload begun in time may still end."""
    return is_past(application, kind, at - grace_of(application))


def grace_of(application: Application) -> timedelta:
    """How long an upload begun in time may still last after the date."""
    return timedelta(minutes=application.season.upload_grace_minutes)


def calendar_of(season_id: int) -> dict[str, datetime]:
    """The season's dates by kind."""
    return dict(SeasonDate.objects.filter(season=season_id).values_list("kind", "at"))


def _season_date(season_id: int, kind: DateKind) -> datetime | None:
    dates = SeasonDate.objects.filter(season=season_id, kind=kind)
    return dates.values_list("at", flat=True).first()


def _extensions(application: Application, kind: DateKind) -> Iterable[datetime]:
    for extension in Extension.objects.filter(season=application.season_id, kind=kind):
        if reaches(extension, application):
            yield extension.until


def reaches(extension: Extension, application: Application) -> bool:
    """Whether the extension is for this application."""
    match extension.scope:
        case ExtensionScope.ALL:
            return True
        case ExtensionScope.REGION:
            return extension.region_id == application.region_id
        case _:
            return extension.unit_id == application.unit_id


def _minimum_after_team(application: Application) -> list[datetime]:
    assigned = Step.objects.filter(application=application, edge="assign_team")
    at = assigned.order_by("-version").values_list("at", flat=True).first()
    if at is None:
        return []
    days = instrument_of(application.season).process.evidence_days_min
    return [at + timedelta(days=days)]
