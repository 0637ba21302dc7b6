"""What the closed sheets amount to, and the order of a season's units."""

from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from award.models import Application, Season
from award.queries.instruments import instrument_of
from criteria.domain.modifying import Points
from criteria.domain.ranking import Entry, Ranked, rank
from criteria.domain.scoring import FinalScore, final_score, score_sheet
from jury.models import Result, ScoreVersion
from jury.queries.modifiers import points_counted
from jury.queries.sheets import answers_in, sealed_contents, sealed_contents_of


def score_of(application: Application) -> FinalScore | None:
    """The application's score from its valid sealed sheets; None where there is none yet."""
    points = points_counted([application])[application.pk]
    return _score(application, sealed_contents(application), points)


def _score(
    application: Application, versions: Sequence[ScoreVersion], points: Sequence[Points]
) -> FinalScore | None:
    if not versions:
        return None
    instrument = instrument_of(application.season)
    sheets = [
        score_sheet(
            instrument,
            unit_type=application.unit_type,
            answers=answers_in(version),
            as_juror=True,
        )
        for version in versions
    ]
    return final_score(instrument, sheets=sheets, modifiers=points)


def current_results() -> QuerySet[Result]:
    """The last result of each application, where it is of the current scoring round."""
    newest = Result.objects.filter(application=OuterRef("application")).order_by("-pk")
    return Result.objects.filter(
        pk=Subquery(newest.values("pk")[:1]),
        scoring_round=Subquery(
            Application.objects.filter(pk=OuterRef("application")).values("scoring_round")[:1]
        ),
    )


def ranking(season: Season, applications: Iterable[Application]) -> tuple[Ranked, ...]:
    """The order of those applications that have a total; a key is the application's id."""
    rows, entries = list(applications), []
    versions, points = sealed_contents_of(rows), points_counted(rows)
    for application in rows:
        score = _score(application, versions[application.pk], points[application.pk])
        if score is not None and score.total is not None:
            entries.append(Entry(key=str(application.pk), score=score))
    return rank(instrument_of(season), entries)
