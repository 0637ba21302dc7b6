"""What the closed sheets amount to, and the order of a season's units."""

from django.db.models import OuterRef, QuerySet, Subquery

from award.models import Application
from criteria.domain.ranking import Entry, Ranked, rank
from criteria.domain.scoring import FinalScore
from jury.models import Result
from jury.queries.counted import Counted, counted


def score_of(application: Application) -> FinalScore | None:
    """The application's score from its valid sealed sheets; None where there is none yet."""
    return counted(application.season, [application]).score_of(application)


def current_results() -> QuerySet[Result]:
    """The last result of each application, where it is of the current scoring round."""
    newest = Result.objects.filter(application=OuterRef("application")).order_by("-pk")
    return Result.objects.filter(
        pk=Subquery(newest.values("pk")[:1]),
        scoring_round=Subquery(
            Application.objects.filter(pk=OuterRef("application")).values("scoring_round")[:1]
        ),
    )


def ranking(found: Counted) -> tuple[Ranked, ...]:
    """The order of those applications that have a total; a key is the application's id."""
    scores = ((row, found.score_of(row)) for row in found.applications)
    return rank(
        found.instrument,
        [
            Entry(key=str(row.pk), score=score)
            for row, score in scores
            if score is not None and score.total is not None
        ],
    )
