"""The conflicts of interest of a panel's jurors, with what two people may do about them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from award.enums import State
from award.models import Application, Proposal
from directory.models import Person
from directory.queries.roles import holds_any
from jury.domain.lifting import LIFTING
from jury.models import Conflict, Seat
from jury.pages.access import JUDGING
from jury.pages.forms.panels import ReasonForm
from jury.queries.conflicts import conflicts_between
from jury.queries.told import open_proposals

KNOWN: dict[str, str | Promise] = {
    "served_in_unit": _("Pernah bertugas di UPT ini"),
    "served_in_region": _("Pernah bertugas di Kanwil UPT ini"),
    "verification_team": _("Anggota tim verifikasi UPT ini"),
    "hearing": _("Ikut meminta atau memberi keterangan tentang UPT ini"),
}


def conflicts_block(
    seats: Collection[Seat], applications: Collection[Application], reader: Person
) -> list[dict[str, Any]]:
    """A row for each conflict, lifted ones with their reason; the forms for who may lift it."""
    people = [seat.person_id for seat in seats]
    found = list(conflicts_between(people, [a.unit_id for a in applications]))
    open_units = {a.unit_id for a in applications if a.state == State.IN_SCORING}
    judges = holds_any(reader, JUDGING)
    waiting, refused = _proposals(found)
    return [
        {
            "conflict": row,
            "why": KNOWN.get(row.note, row.note),
            "proposal": waiting.get(row.pk),
            "refusals": refused.get(row.pk, []),
            "proposal_is_mine": row.pk in waiting and waiting[row.pk].by == reader,
            "forms": _forms(row, waiting.get(row.pk), reader)
            if judges and row.unit_id in open_units
            else {},
        }
        for row in found
    ]


def _proposals(
    found: Iterable[Conflict],
) -> tuple[dict[UUID, Proposal], dict[UUID, list[Proposal]]]:
    """The open proposal to lift each conflict, and those that were refused."""
    subjects = {f"conflict:{row.pk}": row.pk for row in found}
    about = {"act": LIFTING, "subject__in": list(subjects)}
    waiting = {subjects[row.subject]: row for row in open_proposals().filter(**about)}
    refused: dict[UUID, list[Proposal]] = {}
    rows = Proposal.objects.filter(**about).exclude(refused_by=None)
    for row in rows.select_related("by", "refused_by"):
        refused.setdefault(subjects[row.subject], []).append(row)
    return waiting, refused


def _forms(row: Conflict, proposal: Proposal | None, reader: Person) -> dict[str, Any]:
    """What this reader may fill in: a proposal, or the refusal of another's."""
    if not row.pinned or row.lifted_at is not None or row.person == reader:
        return {}
    if proposal is None:
        return {"propose": _reason(f"lift-{row.pk}")}
    return {} if proposal.by == reader else {"refuse": _reason(f"refuse-{proposal.pk}")}


def _reason(prefix: str) -> ReasonForm:
    return ReasonForm(auto_id=f"{prefix}-%s", use_required_attribute=False)
