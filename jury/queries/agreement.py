"""The counted sheets of closed units, gathered for the figures about a panel's agreement."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from award.models import Application
from award.queries.instruments import instrument_of
from criteria.domain.arithmetic import total
from criteria.domain.scoring import score_sheet
from criteria.instrument import Instrument
from directory.models import Person
from jury.agreement.report import Report, Sheet, report
from jury.models import Closing, Panel, PanelApplication, ScoreVersion, Seat
from jury.queries.modifiers import points_counted
from jury.queries.sheets import answers_in, sealed_contents_of


@dataclass(frozen=True)
class Agreement:
    """A panel's figures with whom and what their rows and columns are, in the same order."""

    closing: Closing
    applications: list[Application]
    jurors: list[Person]
    report: Report


def agreement_of(panel: Panel, ranked: Collection[Application]) -> Agreement | None:
    """The figures of the panel's units among those ranked; None before any of them is closed.

    `ranked` are the season's closed applications that the reader may see: nothing of another
    enters a figure.
    """
    closing = panel.closings.last()
    here = set(PanelApplication.objects.filter(panel=panel, until=None).values_list("application"))
    inside = [number for number, row in enumerate(ranked) if (row.pk,) in here]
    if closing is None or not inside:
        return None
    instrument = instrument_of(panel.season)
    versions, points = sealed_contents_of(ranked), points_counted(ranked)
    people = _people(panel)
    number_of = {pk: number for number, pk in enumerate(sorted(set(people.values())))}
    season = [
        {
            number_of[people[version.sheet.seat_id]]: _sheet(instrument, row, version)
            for version in versions[row.pk]
        }
        for row in ranked
    ]
    jurors = sorted({juror for number in inside for juror in season[number]})
    persons = Person.objects.in_bulk(list(number_of))
    by_number = {number: persons[pk] for pk, number in number_of.items()}
    rows = list(ranked)
    return Agreement(
        closing=closing,
        applications=[rows[number] for number in inside],
        jurors=[by_number[juror] for juror in jurors],
        report=report(
            instrument,
            season=season,
            added=[total(each.points for each in points[row.pk]) for row in rows],
            inside=inside,
            jurors=jurors,
            seed=closing.root,
        ),
    )


def _people(panel: Panel) -> dict[UUID, UUID]:
    seats = Seat.objects.filter(panel__season=panel.season_id)
    return dict(seats.values_list("pk", "person"))


def _sheet(instrument: Instrument, application: Application, version: ScoreVersion) -> Sheet:
    answers = answers_in(version)
    score = score_sheet(instrument, unit_type=application.unit_type, answers=answers, as_juror=True)
    return Sheet(score=score, answers=answers)
