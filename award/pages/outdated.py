"""What changed since a page was drawn, and by whom, for the one who still has the old page."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from award.edges import by_name
from award.errors import Outdated, Stale, StaleSeason
from award.models import Season
from award.queries.embargo import reads_as_scoring, told_state
from directory.models import Person
from record.models import LedgerEntry

# What happens to a season besides its steps, by the ledger's word for it.
SEASON_EVENTS = {
    "season_prepared": _("Periode disiapkan"),
    "calendar_set": _("Kalender diubah"),
    "provisional_value_set": _("Nilai sementara ditetapkan"),
    "extended": _("Batas waktu diperpanjang"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """As `components/stale.html` takes it; `url` is where to look again."""

    what: str | Promise
    who: str
    at: datetime | None
    url: str


def what_changed(outdated: Outdated, reader: Person | None) -> Change:
    """The last change of what the page showed, as far as it is told to the reader."""
    match outdated:
        case Stale():
            return _of_application(outdated, reader)
        case StaleSeason(season=season, last=last):
            return _of_season(season, last)
    raise TypeError(outdated)


def _of_application(stale: Stale, reader: Person | None) -> Change:
    step, application = stale.last_step, stale.application
    if reads_as_scoring(application, reader):
        # Who decided and when would tell as much as what was decided, and so would its lack.
        url = reverse("award:application", args=[application.pk])
        return Change(what=told_state(application, reader), who="", at=None, url=url)
    return Change(
        what=by_name(step.edge).title if step else application.get_state_display(),
        who=(step.by.name if step.by else step.get_capacity_display()) if step else "",
        at=application.state_since,
        url=reverse("award:application", args=[application.pk]),
    )


def _of_season(season: Season, last: LedgerEntry | None) -> Change:
    event = SEASON_EVENTS.get(last.kind) if last else None
    state = _("Periode menjadi “%(state)s”") % {"state": season.get_state_display()}
    return Change(
        what=event or state,
        who=_person(last.actor) if last else "",
        at=last.at if last else None,
        url=reverse("award:season", args=[season.year]),
    )


def _person(actor: str) -> str:
    """The name behind "person:<uuid>", the ledger's way of naming who acted."""
    person = Person.objects.filter(pk=actor.removeprefix("person:")).first()
    return person.name if person else ""
