"""What the unit claimed in the season before, where the same is asked again."""

from dataclasses import dataclass, replace

from award.models import Application, Claim, Season
from award.queries.answers import answers_of, claims_of
from award.queries.instruments import indicators_of


@dataclass(frozen=True)
class Before:
    """The claims of an earlier season by indicator, those that are an answer today too."""

    season: Season
    claims: dict[str, Claim]


def before(application: Application) -> Before | None:
    """The unit's last earlier season in which it claimed anything; None for a first one.

    A code that stands in both instruments is the same question. Claims whose evidence the unit
    could not show are left out: they were counted as unmet.
    """
    earlier = Application.objects.filter(
        unit=application.unit_id,
        season__year__lt=application.season.year,
        claims__isnull=False,
    )
    last = earlier.select_related("season__instrument").order_by("-season__year").first()
    if last is None:
        return None
    asked = {i.code: {a.code for a in i.scale.answers} for i in indicators_of(application)}
    claims = {
        code: claim
        for code, claim in claims_of(last).items()
        if claim.value in asked.get(code, ()) and not claim.gap
    }
    return Before(last.season, claims) if claims else None


def offered(application: Application) -> Before | None:
    """Of those claims the ones to whose question nobody has written anything yet."""
    found = before(application)
    if found is None:
        return None
    touched = answers_of(application)
    left = {code: claim for code, claim in found.claims.items() if code not in touched}
    return replace(found, claims=left) if left else None
