"""A pinned conflict is lifted by two people, or their refusal to is kept with its reason."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked, locked_together
from award.domain.two_people import confirm, propose, refuse
from award.enums import State
from award.errors import NotAllowed, Refused, Stale
from award.models import Application, Proposal
from award.rules import is_centre_admin, is_jury_chair, is_other_of_admin_and_chair, someone
from directory.actors import Actor
from jury.domain.conflicts import lift
from jury.domain.impartial import without_conflict
from jury.domain.voiding import telling_of_sheets
from jury.models import Conflict, Panel, Seat
from jury.queries.conflicts import being_scored_with
from record.domain.work import recorded

LIFTING = "lift_conflict"
WHO = (is_centre_admin, is_jury_chair)


def propose_lifting(*, conflict_id: UUID | str, panel: Panel, reason: str, by: Actor) -> Proposal:
    """The first of two acts: lift a conflict that the directory pinned, before the closing.

    Raises NotAllowed for the wrong person and for the juror concerned, Refused without a
    reason, for a conflict that is not pinned, or where nothing of the unit is being scored.
    """
    row = Conflict.objects.get(pk=conflict_id)
    _liftable(row, by)
    if not reason.strip():
        raise Refused([_("Alasan wajib diisi.")])
    applications = list(being_scored_with(row))
    if not applications:
        raise Refused([_("Penilaian UPT ini tidak sedang berjalan.")])
    without_conflict(by, applications)
    return propose(
        act=LIFTING,
        subject=f"conflict:{row.pk}",
        applications=applications,
        params={"conflict": str(row.pk), "panel": str(panel.pk)},
        reason=reason,
        by=by,
        who=WHO,
    )


def lift_pinned(*, proposal_id: UUID | str, digest: str, by: Actor) -> Conflict:
    """The second act: the conflict is lifted, its row stays with both people and the reason.

    The juror sees the application only after a declaration. Raises what `confirm` raises, and
    Stale where the application moved since it was proposed.
    """
    with recorded(actor=by.ledger) as work:
        proposal = confirm(proposal_id=proposal_id, digest=digest, by=by)
        applications = []
        for pk, version in sorted(proposal.params["applications"].items()):
            applications.append(locked(pk, states={State.IN_SCORING}))
            _still_so(proposal, applications[-1], version, by)
        row = Conflict.objects.select_for_update(no_key=True).get(pk=proposal.params["conflict"])
        _liftable(row, by)
        row.proposal = proposal
        with telling_of_sheets(work, applications, because="conflict_lifted"):
            lift(row, reason=proposal.params["reason"], by=someone(by), at=timezone.now())
        facts = {
            "proposal": str(proposal.pk),
            "proposed_by": str(proposal.by_id),
            "reason": work.commitment(row.lifted_reason),
        }
        work.event("conflict_lifted", subject=f"conflict:{row.pk}", facts=facts)
        for seat in Seat.objects.filter(
            panel=proposal.params["panel"], person=row.person, ends=None
        ):
            work.notice(
                "conflict_lifted",
                to=[row.person_id],
                event_key=f"lifted:{row.pk}",
                params={"unit": row.unit.name},
                link=f"/penilaian/{seat.pk}/pernyataan/",
            )
    return row


def refuse_lifting(*, proposal_id: UUID | str, reason: str, by: Actor) -> Proposal:
    """The second person refuses; the conflict stays, the refusal is kept with its reason.

    Nobody judges another's conflict with a unit with which they have one themselves.
    """
    with recorded(actor=by.ledger):
        proposal = Proposal.objects.get(pk=proposal_id, act=LIFTING)
        if is_other_of_admin_and_chair(proposal, by) is None:
            raise NotAllowed
        without_conflict(by, locked_together(proposal.params["applications"]))
        _liftable(Conflict.objects.get(pk=proposal.params["conflict"]), by)
        return refuse(proposal_id=proposal_id, reason=reason, by=by)


def _liftable(row: Conflict, by: Actor) -> None:
    if row.person == someone(by):
        raise NotAllowed(_("Benturan ini menyangkut Anda sendiri."))
    if not row.pinned or row.lifted_at is not None:
        raise Refused([_("Benturan ini sudah dicabut, atau hanya dapat ditarik oleh juri itu.")])


def _still_so(proposal: Proposal, application: Application, version: int, by: Actor) -> None:
    without_conflict(by, [application])
    if application.version != version:
        raise Stale(application, application.steps.order_by("-version").first())
    first = Actor(person=proposal.by)
    if not any(may(first, application) for may in WHO):
        raise NotAllowed(_("Pengusul tidak (lagi) berwenang, atau sama dengan Anda."))
    if is_other_of_admin_and_chair(proposal, by) is None:
        raise NotAllowed
