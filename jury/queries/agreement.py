"""The counted sheets of closed units, gathered for the figures about a panel's agreement."""

from dataclasses import dataclass
from uuid import UUID

from award.models import Application, Season
from criteria.domain.arithmetic import total
from directory.models import Person
from jury.agreement.report import Report, Sheet, report
from jury.models import Closing, Panel, PanelApplication, Seat
from jury.queries.counted import Counted


@dataclass(frozen=True)
class Agreement:
    """A panel's figures with whom and what their rows and columns are, in the same order."""

    closing: Closing
    applications: list[Application]
    jurors: list[Person]
    report: Report


def agreement_of(panel: Panel, found: Counted) -> Agreement | None:
    """The figures of the panel's units among those counted; None before any of them is closed.

    `found` are the season's closed applications that the reader may see: nothing of another
    enters a figure.
    """
    closing = panel.closings.last()
    here = set(PanelApplication.objects.filter(panel=panel, until=None).values_list("application"))
    rows = found.applications
    inside = [number for number, row in enumerate(rows) if (row.pk,) in here]
    if closing is None or not inside:
        return None
    people = _people(found.season)
    number_of = {pk: number for number, pk in enumerate(sorted(set(people.values())))}
    season = [
        {
            number_of[people[sheet.seat]]: Sheet(score=sheet.score, answers=sheet.answers)
            for sheet in found.sheets[row.pk]
        }
        for row in rows
    ]
    jurors = sorted({juror for number in inside for juror in season[number]})
    persons = Person.objects.in_bulk(list(number_of))
    by_number = {number: persons[pk] for pk, number in number_of.items()}
    return Agreement(
        closing=closing,
        applications=[rows[number] for number in inside],
        jurors=[by_number[juror] for juror in jurors],
        report=report(
            found.instrument,
            season=season,
            added=[total(each.points for each in found.points[row.pk]) for row in rows],
            inside=inside,
            jurors=jurors,
            seed=closing.root,
        ),
    )


def _people(season: Season) -> dict[UUID, UUID]:
    """Who has each seat of the season's panels."""
    return dict(Seat.objects.filter(panel__season=season).values_list("pk", "person"))
