"""Answers and claims of an application."""

from django.db.models import OuterRef, QuerySet, Subquery

from award.models import Answer, Application, Claim
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator


def answers_of(application: Application) -> dict[str, Answer]:
    """The working answers by indicator."""
    return {answer.indicator: answer for answer in application.answers.all()}


def unanswered(application: Application) -> list[Indicator]:
    """The applicable indicators that have no answer yet, in the instrument's order."""
    answered = set(application.answers.exclude(value="").values_list("indicator", flat=True))
    return [i for i in indicators_of(application) if i.code not in answered]


def claims_of(application: Application) -> dict[str, Claim]:
    """What the unit claims now: the last version for each indicator."""
    return {claim.indicator: claim for claim in latest_claims().filter(application=application)}


def latest_claims() -> QuerySet[Claim]:
    """The last version of each claim, of all applications."""
    newest = Claim.objects.filter(
        application=OuterRef("application"), indicator=OuterRef("indicator")
    ).order_by("-version")
    return Claim.objects.filter(pk=Subquery(newest.values("pk")[:1]))
