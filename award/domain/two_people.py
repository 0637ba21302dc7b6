"""Acts that two different people must do: the first proposes, the second walks the edge."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked_together
from award.domain.table import Bar, Predicate, barred_from, capacities, load_edge
from award.enums import Capacity
from award.errors import NotAllowed, Refused
from award.models import Application, Proposal
from award.queries.instruments import instrument_of
from award.rules import someone
from directory.actors import Actor
from directory.models import Person
from record.canonical import canonical, plain
from record.domain.work import recorded


def propose(
    *,
    act: str,
    subject: str,
    applications: Iterable[Application],
    by: Actor,
    reason: str = "",
    params: Mapping[str, Any] | None = None,
    who: Sequence[Predicate] = (),
) -> Proposal:
    """Write the first act down, with the digest of all that is proposed and an expiry.

    An act that is no edge of the table names itself `who` may do it. Raises NotAllowed where
    the person may not do this for one of the applications.
    """
    with recorded(actor=by.ledger) as work:
        chosen = locked_together(application.pk for application in applications)
        capacity = _capacity_for(act, chosen, by, who)
        content = {
            **(params or {}),
            "applications": {str(a.pk): a.version for a in chosen},
            "reason": reason.strip(),
        }
        now = timezone.now()
        withdraw(act=act, subject=subject)
        proposal = Proposal.objects.create(
            act=act,
            subject=subject,
            params=plain(content),
            digest=digest_of(content),
            by=someone(by),
            capacity=capacity,
            at=now,
            expires_at=now + timedelta(days=_days(chosen)),
        )
        facts = {"act": act, "digest": proposal.digest, "capacity": capacity.value}
        work.event("proposed", subject=subject, facts=facts)
    return proposal


def withdraw(*, act: str, subject: str) -> None:
    """End what waits for a second person; the caller holds the locks of the applications."""
    waiting = Proposal.objects.filter(
        act=act, subject=subject, confirmed_at=None, withdrawn_at=None
    )
    waiting.update(withdrawn_at=timezone.now())


def confirm(*, proposal_id: UUID | str, digest: str, by: Actor) -> Proposal:
    """Mark the proposal as taken up by the second person; call it inside `recorded()`.

    The edge itself is walked right after, in the same transaction, and asks again whether
    both may. `digest` is what the second person was shown. Raises Refused where it differs,
    has expired, was used or withdrawn, NotAllowed where it is the same person.
    """
    proposal = _open_to(proposal_id, someone(by))
    now = timezone.now()
    if now > proposal.expires_at:
        raise Refused([_("Usulan ini sudah kedaluwarsa. Ajukan kembali.")])
    if proposal.digest != digest or digest_of(proposal.params) != digest:
        raise Refused([_("Isi usulan berbeda dari yang Anda lihat.")])
    proposal.confirmed_by = someone(by)
    proposal.confirmed_at = now
    proposal.save(update_fields=["confirmed_by", "confirmed_at"])
    return proposal


def refuse(*, proposal_id: UUID | str, reason: str, by: Actor) -> Proposal:
    """The second person does not agree: the proposal ends, and its row keeps who and why.

    Raises NotAllowed for the proposer, Refused without a reason or where it has ended.
    """
    with recorded(actor=by.ledger) as work:
        proposal = _open_to(proposal_id, someone(by))
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        proposal.withdrawn_at = timezone.now()
        proposal.refused_by, proposal.refused_reason = someone(by), reason.strip()
        proposal.save(update_fields=["withdrawn_at", "refused_by", "refused_reason"])
        facts = {
            "act": proposal.act,
            "digest": proposal.digest,
            "reason": work.commitment(proposal.refused_reason),
        }
        work.event("proposal_refused", subject=proposal.subject, facts=facts)
    return proposal


def _open_to(proposal_id: UUID | str, person: Person) -> Proposal:
    """The proposal behind its lock, while it waits for somebody other than its proposer."""
    # As in `propose`, the applications before the proposal: two orders would lock each other out.
    locked_together(Proposal.objects.get(pk=proposal_id).params["applications"])
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).get(pk=proposal_id)
    if proposal.by == person:
        raise NotAllowed(_("Persetujuan harus diberikan oleh orang lain."))
    if proposal.confirmed_at or proposal.withdrawn_at:
        raise Refused([_("Usulan ini sudah dipakai atau ditarik.")])
    return proposal


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what is proposed."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _days(applications: list[Application]) -> int:
    return instrument_of(applications[0].season).process.second_person_days


def _capacity_for(
    act: str, applications: list[Application], by: Actor, who: Sequence[Predicate]
) -> Capacity:
    barred: Sequence[Bar] = ()
    if not who:
        loaded = load_edge(act)
        who, barred = loaded.who, loaded.barred
    if barred_from(barred, by, applications):
        raise NotAllowed(_("Anda memiliki benturan kepentingan dengan salah satu UPT."))
    if not applications:
        raise Refused([_("Tidak ada pengajuan yang dipilih.")])
    held = [held for held in capacities(who, by, applications).values() if held is not None]
    if len(held) != len(applications):
        raise NotAllowed
    return held[-1]
