"""Who comes to which of the jury's pages; whoever must not know is told that there is none."""

from collections.abc import Collection
from uuid import UUID

from award.models import Application, Season
from award.queries.embargo import knows_decisions
from award.queries.visible import visible_to
from award.rules import is_region_head, is_region_secretariat, works_for_unit
from directory.actors import Actor
from directory.enums import RoleKind
from directory.pages.access import PersonRequest, denied, visible_or_404
from directory.queries.roles import holds_any
from jury.models import Panel, ScoreSheet, Seat
from jury.queries.panels import seats_of
from jury.queries.sheets import own_sheets

HEADS = frozenset({RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY})
SECRETARY = frozenset({RoleKind.JURY_SECRETARY})
ADMIN = frozenset({RoleKind.CENTRE_ADMIN})
JUDGING = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.JURY_CHAIR})
READERS = HEADS | ADMIN | {RoleKind.AUDITOR}


def must_hold(request: PersonRequest, kinds: Collection[RoleKind]) -> None:
    """404 for all who hold none of these roles."""
    if not holds_any(request.user, kinds):
        raise denied(request)


def seen_panel(
    request: PersonRequest, panel_id: UUID, kinds: Collection[RoleKind] = READERS
) -> Panel:
    """The panel, for those who form, head or audit it; a juror knows no panel from outside."""
    must_hold(request, kinds)
    panels = Panel.objects.select_related("season__instrument")
    return visible_or_404(request, panels, pk=panel_id)


def seen_season(request: PersonRequest, year: int, kinds: Collection[RoleKind] = READERS) -> Season:
    """The season of that year, for those who judge it."""
    must_hold(request, kinds)
    return visible_or_404(request, Season.objects.select_related("instrument"), year=year)


def own_seat(request: PersonRequest, seat_id: UUID) -> Seat:
    """The person's own seat in force; another's does not exist for them."""
    return visible_or_404(request, seats_of(request.user), pk=seat_id)


def own_sheet(request: PersonRequest, sheet_id: UUID) -> ScoreSheet:
    """The person's own sheet of the current round, without a conflict; else a 404."""
    return visible_or_404(request, own_sheets(request.user), pk=sheet_id)


def reads_result(by: Actor, application: Application) -> bool:
    """Whether a result is this person's business: the unit, its Kanwil, the centre.

    Team members and jurors see an application by a grant, which does not reach so far.
    """
    return bool(
        works_for_unit(by, application)
        or is_region_head(by, application)
        or is_region_secretariat(by, application)
        or (by.person is not None and knows_decisions(by.person))
    )


def seen_by_concerned(request: PersonRequest, application_id: UUID) -> Application:
    """The application, for those whose business its result is; else a 404."""
    found = visible_or_404(request, visible_to(request.user), pk=application_id)
    if not reads_result(Actor(request.user), found):
        raise denied(request, application=application_id)
    return found
