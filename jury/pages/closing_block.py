"""What chair and secretary see before they close a panel's scoring or open it again."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from award.domain.transitions import obstacles_together
from award.edges import MOVING
from award.enums import State
from award.models import Application, Proposal
from directory.actors import Actor
from directory.models import Person
from jury.domain.closing import CLOSING, REOPENING, still_fits
from jury.domain.panels import applications_of
from jury.models import Panel
from jury.pages.forms.meetings import ClosingForm, MeetingForm, ReopenForm
from jury.queries.conflicts import conflicted_among
from jury.queries.meetings import asked_by
from jury.queries.sheets import nothing_assessed, sealed_contents_of, seats_not_ended
from jury.queries.told import open_proposals


def closing_block(
    panel: Panel,
    applications: Collection[Application],
    by: Actor,
    *,
    sits: bool,
    barred: Collection[UUID],
) -> dict[str, Any]:
    """Context for the block: what stands in the way, the open proposal, the closings so far.

    Whoever also sits on the panel is told that something is missing, but not how much. Of the
    applications `barred` to the reader by a conflict of interest nothing is told.
    """
    open_ones = [a for a in applications if a.state == State.IN_SCORING]
    closed = [a for a in applications if a.state == State.SCORED]
    proposal = panel_proposals(panel).first()
    closing = proposal is not None and proposal.act == CLOSING
    outdated = proposal is not None and closing and not still_fits(proposal, panel)
    nothing = _not_assessed(open_ones, sits=sits, barred=barred)
    told = proposal is not None and _named_in(proposal).isdisjoint(barred)
    return {
        "head": True,
        "closing_form": ClosingForm(unassessed=nothing),
        "may_propose": bool(open_ones) and (outdated or not closing),
        "obstacles": _obstacles(open_ones, by, nothing, sits=sits, barred=barred),
        "proposal": proposal,
        "proposal_is_mine": proposal is not None and proposal.by == by.person,
        "outdated": outdated,
        "reason_told": told,
        "asked_by": asked_by(proposal) if proposal and told else None,
        "proposed": _proposed(proposal, applications, sits=sits, barred=barred) if proposal else [],
        "reopenable": bool(closed) and panel.season.state in MOVING,
        "reopen_form": ReopenForm(panel=panel, auto_id="reopen-%s"),
        "meeting_form": MeetingForm(auto_id="meeting-%s")
        if closed and not _in_conflict(applications, barred)
        else None,
        "closings": panel.closings.select_related(
            "proposal__by", "proposal__confirmed_by", "minutes"
        ),
    }


def not_assessed(panel: Panel, person: Person) -> list[Application]:
    """The open applications of which nothing could be assessed on any sheet, by name.

    Nothing to one who sits on the panel: it tells what others gave. And none with which the
    person has a conflict of interest.
    """
    open_ones = [a for a in applications_of(panel) if a.state == State.IN_SCORING]
    sits = seats_not_ended().filter(panel=panel, person=person).exists()
    return _not_assessed(open_ones, sits=sits, barred=conflicted_among(person, open_ones))


def _not_assessed(
    open_ones: Collection[Application], *, sits: bool, barred: Collection[UUID]
) -> list[Application]:
    if sits:
        return []
    nothing = nothing_assessed(open_ones) - set(barred)
    return [application for application in open_ones if application.pk in nothing]


def panel_proposals(panel: Panel) -> QuerySet[Proposal]:
    """The open proposals about a panel."""
    return open_proposals().filter(subject=f"panel:{panel.pk}", act__in=[CLOSING, REOPENING])


def _named_in(proposal: Proposal) -> set[UUID]:
    return {UUID(pk) for pk in proposal.params["applications"]}


def _proposed(
    proposal: Proposal,
    applications: Iterable[Application],
    *,
    sits: bool,
    barred: Collection[UUID],
) -> list[dict[str, Any]]:
    """The applications a proposal is about, each with the number of sheets that count.

    Without those of units the reader has a conflict with; and for one who sits on the panel
    without the number, and without what the others could not assess.
    """
    about = _named_in(proposal).difference(barred)
    named = [a for a in applications if a.pk in about]
    sheets = {} if sits else sealed_contents_of(named)
    reasons = {} if sits else proposal.params.get("not_assessable", {})
    return [
        {
            "application": a,
            "sheets": None if sits else len(sheets.get(a.pk, [])),
            "not_assessable": reasons.get(str(a.pk), ""),
        }
        for a in sorted(named, key=lambda a: a.unit.name)
    ]


def _in_conflict(applications: Iterable[Application], barred: Collection[UUID]) -> bool:
    """Whether the reader has a conflict with a unit whose scoring was closed."""
    return any(a.pk in barred for a in applications if a.state != State.IN_SCORING)


def _obstacles(
    applications: Collection[Application],
    by: Actor,
    nothing: Iterable[Application],
    *,
    sits: bool,
    barred: Collection[UUID],
) -> list[str]:
    if any(application.pk in barred for application in applications):
        return [_("Anda memiliki benturan kepentingan dengan salah satu UPT.")]
    found = obstacles_together(
        applications=applications,
        edge=CLOSING,
        by=by,
        not_assessable=[str(each.pk) for each in nothing],
    )
    if found and sits:
        return [_("Belum semua syarat penutupan terpenuhi.")]
    return found or []
