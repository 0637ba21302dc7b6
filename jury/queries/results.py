"""What the closed sheets amount to, and the order of a season's units."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from award.enums import State
from award.models import Application, Season
from criteria.domain.ranking import Entry, Ranked, rank
from criteria.domain.scoring import FinalScore
from jury.models import Result, Unassessed
from jury.queries.counted import Counted, counted


def score_of(application: Application) -> FinalScore | None:
    """The application's score from its valid sealed sheets; None where there is none yet."""
    return counted(application.season, [application]).score_of(application)


def current_results() -> QuerySet[Result]:
    """The last result of each application, where it is of the current scoring round.

    None where a later closing found that nothing could be assessed.
    """
    newest = Result.objects.filter(application=OuterRef("application")).order_by("-pk")
    later = Unassessed.objects.filter(
        application=OuterRef("application"), closing__at__gt=OuterRef("closing__at")
    )
    return Result.objects.filter(
        ~Exists(later),
        pk=Subquery(newest.values("pk")[:1]),
        scoring_round=Subquery(
            Application.objects.filter(pk=OuterRef("application")).values("scoring_round")[:1]
        ),
    )


def unassessed_now(season: Season) -> QuerySet[Unassessed]:
    """The closed applications of which nothing could be assessed, each with who said why."""
    later = Result.objects.filter(
        application=OuterRef("application"), closing__at__gt=OuterRef("closing__at")
    )
    rows = Unassessed.objects.filter(
        ~Exists(later),
        application__season=season,
        application__state=State.SCORED,
        scoring_round=F("application__scoring_round"),
    )
    # Closed, opened again and closed alike: the last of them.
    newest = Unassessed.objects.filter(application=OuterRef("application")).order_by("-pk")
    return rows.filter(pk=Subquery(newest.values("pk")[:1])).select_related(
        "application__unit", "application__region", "closing__proposal"
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
