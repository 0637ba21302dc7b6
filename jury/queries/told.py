"""What has been told of decisions: to everybody by publishing, to the unit some at once."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from award.enums import SeasonState
from award.models import Application, Proposal
from jury.enums import Outcome
from jury.models import Decision, Publication, Result

AT_ONCE = (Outcome.NOT_PASSED, Outcome.NOT_ASSESSABLE, Outcome.DISQUALIFIED, Outcome.REVOKED)
WITH_SCORES = (Outcome.AWARDED, Outcome.NOT_AWARDED, Outcome.REVOKED)
PUBLIC = (SeasonState.PUBLISHED, SeasonState.ARCHIVED)


def told_decisions() -> QuerySet[Decision]:
    """The last decision on each application that its unit may know, with all it is read with.

    An amending decision stays under embargo until its own publication; until then the earlier
    one is what was told.
    """
    return _last_of(Decision.objects.filter(_published() | Q(outcome__in=AT_ONCE)))


def public_decisions(*, until: datetime | None = None) -> QuerySet[Decision]:
    """The last decision on each application that everybody may know: what was published.

    With `until` as it was then: without what was decided, published or revoked since.
    """
    return _last_of(_public(until))


def told_result(decision: Decision) -> Result | None:
    """The scores its unit may read with a decision.

    None with a disqualification, also of a unit that was scored: what jurors gave before it
    counts for nothing, and its page and its report card tell of the reasons alone.
    """
    return decision.result if decision.outcome in WITH_SCORES else None


def _last_of(known: QuerySet[Decision]) -> QuerySet[Decision]:
    newest = known.filter(application=OuterRef("application")).order_by("-version")
    return Decision.objects.filter(pk=Subquery(newest.values("pk")[:1])).select_related(
        "result",
        "report_card__blob",
        "application__unit",
        "application__region",
        "application__season__instrument",
    )


def _published(until: datetime | None = None) -> Q:
    publications = Publication.objects.filter(
        Q(application=None) | Q(application=OuterRef("application")),
        season=OuterRef("application__season"),
        at__gte=OuterRef("at"),
    )
    if until is not None:
        publications = publications.filter(at__lte=until)
    return Q(Exists(publications))


def _public(until: datetime | None = None) -> QuerySet[Decision]:
    """A revocation is public by its own decree, from the moment of that."""
    known = Decision.objects.filter(_published(until) | Q(outcome=Outcome.REVOKED))
    return known if until is None else known.filter(at__lte=until)


def amendments_pending() -> QuerySet[Application]:
    """The applications of published seasons that ended anew, which was not yet published.

    Either their last decision was not, or they ended without one: the team, say, rejected
    again what an objection had sent back to it.
    """
    newest = Decision.objects.filter(application=OuterRef("pk")).order_by("-version")
    known = Decision.objects.filter(application=OuterRef("pk"), at__gte=OuterRef("state_since"))
    rows = Application.objects.filter(season__state__in=PUBLIC, state__in=Outcome.values)
    rows = rows.annotate(last=Subquery(newest.values("pk")[:1]))
    unpublished = Q(last__isnull=False) & ~Q(last__in=_public().values("pk"))
    undecided = Q(state__in=AT_ONCE) & ~Exists(known)
    return rows.filter(unpublished | undecided).select_related("unit", "region", "season")


def open_proposals() -> QuerySet[Proposal]:
    """What a first person proposed and a second may still confirm."""
    rows = Proposal.objects.filter(
        confirmed_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    return rows.select_related("by")
