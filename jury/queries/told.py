"""What has been told of decisions: published ones, and those that are told at once."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from award.enums import SeasonState
from award.models import Application, Proposal
from jury.enums import Outcome
from jury.models import Decision, Publication

AT_ONCE = (Outcome.NOT_PASSED, Outcome.NOT_ASSESSABLE, Outcome.DISQUALIFIED, Outcome.REVOKED)
PUBLIC = (SeasonState.PUBLISHED, SeasonState.ARCHIVED)


def told_decisions() -> QuerySet[Decision]:
    """The last decision on each application that its unit may know, with all it is read with.

    An amending decision stays under embargo until its own publication; until then the earlier
    one is what was told.
    """
    newest = _told().filter(application=OuterRef("application")).order_by("-version")
    return (
        _told()
        .filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related(
            "result",
            "report_card__blob",
            "application__unit",
            "application__region",
            "application__season__instrument",
        )
    )


def _told() -> QuerySet[Decision]:
    published = Publication.objects.filter(
        Q(application=None) | Q(application=OuterRef("application")),
        season=OuterRef("application__season"),
        at__gte=OuterRef("at"),
    )
    return Decision.objects.filter(Q(outcome__in=AT_ONCE) | Exists(published))


def amendments_pending() -> QuerySet[Application]:
    """The applications of published seasons whose last decision was not yet published."""
    newest = Decision.objects.filter(application=OuterRef("pk")).order_by("-version")
    untold = Decision.objects.exclude(pk__in=_told().values("pk"))
    rows = Application.objects.filter(season__state__in=PUBLIC)
    rows = rows.annotate(last=Subquery(newest.values("pk")[:1]))
    return rows.filter(last__in=untold.values("pk")).select_related("unit", "region", "season")


def open_proposals() -> QuerySet[Proposal]:
    """What a first person proposed and a second may still confirm."""
    rows = Proposal.objects.filter(
        confirmed_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    return rows.select_related("by")
