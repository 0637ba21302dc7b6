"""What chair and secretary see before they close a panel's scoring or open it again."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from award.edges import MOVING
from award.enums import State
from award.models import Application, Proposal
from directory.actors import Actor
from jury.domain.closing import standing_in_the_way
from jury.models import Panel
from jury.pages.forms.panels import ReasonForm
from jury.queries.conflicts import units_in_conflict
from jury.queries.told import open_proposals


def closing_block(
    panel: Panel, applications: Collection[Application], by: Actor, *, sits: bool
) -> dict[str, Any]:
    """Context for the block: what stands in the way, the open proposal, the closings so far.

    Whoever also sits on the panel is told that something is missing, but not how much.
    """
    open_ones = [a for a in applications if a.state == State.IN_SCORING]
    closed = [a for a in applications if a.state == State.SCORED]
    proposal = panel_proposals(panel).first()
    return {
        "head": True,
        "open_count": len(open_ones),
        "closed_count": len(closed),
        "obstacles": _obstacles(open_ones, by, sits=sits),
        "proposal": proposal,
        "proposal_is_mine": proposal is not None and proposal.by == by.person,
        "reopenable": bool(closed) and panel.season.state in MOVING,
        "reopen_form": ReasonForm(auto_id="reopen-%s"),
        "closings": panel.closings.select_related("proposal__by", "proposal__confirmed_by"),
    }


def panel_proposals(panel: Panel) -> QuerySet[Proposal]:
    """The open proposals about a panel."""
    return open_proposals().filter(
        subject=f"panel:{panel.pk}", act__in=["close_scoring", "reopen_scoring"]
    )


def _obstacles(applications: Collection[Application], by: Actor, *, sits: bool) -> list[str]:
    if by.person is not None:
        units = [application.unit_id for application in applications]
        if units_in_conflict(by.person).filter(pk__in=units).exists():
            return [_("Anda memiliki benturan kepentingan dengan salah satu UPT.")]
    found = standing_in_the_way(applications, by)
    if found and sits:
        return [_("Belum semua syarat penutupan terpenuhi.")]
    return found
