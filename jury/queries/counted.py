"""The sheets of a season that count, read and scored once for whatever is asked of them.

Made anew for each question and kept by nobody: what it holds is sealed, and a conflict declared a
moment later takes a sheet out of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from award.models import Application, Season
from award.queries.instruments import instrument_of
from criteria.domain.modifying import Points
from criteria.domain.scoring import FinalScore, final_score
from criteria.domain.sheets import Form, SheetScore
from criteria.instrument import Instrument
from jury.queries.modifiers import points_counted
from jury.queries.sheets import sealed_answers_of


@dataclass(frozen=True, slots=True)
class CountedSheet:
    """One counted sheet: whose seat it is, what was answered, and what that comes to."""

    seat: UUID
    answers: Mapping[str, str]
    score: SheetScore


@dataclass(frozen=True)
class Counted:
    """The counted sheets and the modifiers of the applications of one season."""

    season: Season
    instrument: Instrument
    applications: Sequence[Application]
    sheets: Mapping[UUID, Sequence[CountedSheet]]
    points: Mapping[UUID, Sequence[Points]]

    def score_of(self, application: Application) -> FinalScore | None:
        """The application's score; None where no sheet of it counts."""
        sheets = [sheet.score for sheet in self.sheets[application.pk]]
        if not sheets:
            return None
        return final_score(self.instrument, sheets=sheets, modifiers=self.points[application.pk])


def counted(season: Season, applications: Iterable[Application]) -> Counted:
    """What counts for these applications of the season, in as many queries for one as for all."""
    rows, instrument = list(applications), instrument_of(season)
    sheets: defaultdict[UUID, list[CountedSheet]] = defaultdict(list)
    for application, sheet in _scored(instrument, rows):
        sheets[application].append(sheet)
    return Counted(season, instrument, rows, sheets, points_counted(rows))


def _scored(
    instrument: Instrument, rows: Sequence[Application]
) -> Iterator[tuple[UUID, CountedSheet]]:
    unit_type = {row.pk: row.unit_type for row in rows}
    forms = {
        name: Form.of(instrument, unit_type=name, as_juror=True) for name in set(unit_type.values())
    }
    for application, seat, answers in sealed_answers_of(rows):
        score = forms[unit_type[application]].score(answers)
        yield application, CountedSheet(seat, answers, score)
