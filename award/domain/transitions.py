"""The one door: nothing else changes an application's state.

Order: lock → may this person, in this capacity, without conflict → expected version →
guards → transition → save → job and notice rows → ledger event, the chain's lock last.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import people_to_tell
from award.domain.lock import locked
from award.domain.table import Loaded, load_edge
from award.edges import Edge
from award.enums import Capacity
from award.errors import NotAllowed, Refused, Stale
from award.given import Given
from award.models import Application, ApplicationDate, Proposal, Step
from award.queries.embargo import told_state
from directory.actors import Actor
from record.domain.work import Work, recorded


def transit(
    *,
    application_id: UUID | str,
    edge: str,
    by: Actor,
    expected_version: int,
    reason: str = "",
    proposal: Proposal | None = None,
    **data: Any,
) -> Application:
    """Walk one edge and answer the application as it now is.

    `expected_version` is what the page showed; `proposal` is the first person's act where two
    are needed; `data` is what the edge needs besides a reason. Raises NotAllowed for the
    wrong person, Stale when the application moved since, Refused with everything that still
    stands in the way.
    """
    loaded = load_edge(edge)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        given = Given(by=by, at=timezone.now(), reason=reason.strip(), data=data)
        capacity = _authorise(loaded, application, by, proposal)
        _not_stale(application, expected_version, proposal)
        _nothing_in_the_way(loaded, application, given)
        step = _walk(loaded.edge, application, given, capacity, proposal)
        _tell(work, loaded.edge, application, step)
        _enter(work, application, step, given)
    return application


def obstacles(
    *,
    application: Application,
    edge: str,
    by: Actor,
    reason: str = "-",
    **data: Any,
) -> list[str] | None:
    """What would stand in the way now, for the page before the button; None: not this person.

    Asks the same predicates and guards as `transit`, but without lock or change.
    """
    loaded = load_edge(edge)
    if _capacity(loaded, application, by) is None:
        return None
    given = Given(by=by, at=timezone.now(), reason=reason, data=data)
    return _standing_in_the_way(loaded, application, given)


def _capacity(loaded: Loaded, application: Application, by: Actor) -> Capacity | None:
    if any(bar(by, application) for bar in loaded.barred):
        return None
    held = (predicate(by, application) for predicate in loaded.who)
    return next((capacity for capacity in held if capacity is not None), None)


def _authorise(
    loaded: Loaded, application: Application, by: Actor, proposal: Proposal | None
) -> Capacity:
    capacity = _capacity(loaded, application, by)
    if capacity is None:
        raise NotAllowed
    if loaded.second is None:
        return capacity
    if proposal is None or proposal.act != loaded.edge.name or proposal.confirmed_by != by.person:
        raise NotAllowed(_("Tindakan ini memerlukan usulan dari orang lain lebih dahulu."))
    first = Actor(person=proposal.by)
    if proposal.by == by.person or _capacity(loaded, application, first) is None:
        raise NotAllowed(_("Pengusul tidak (lagi) berwenang, atau sama dengan Anda."))
    second = loaded.second(proposal, by, application)
    if second is None:
        raise NotAllowed
    return second


def _not_stale(application: Application, expected: int, proposal: Proposal | None) -> None:
    versions = {expected}
    if proposal is not None:
        versions.add(proposal.params.get("applications", {}).get(str(application.pk)))
    if versions != {application.version}:
        raise Stale(application, application.steps.order_by("-version").first())


def _standing_in_the_way(loaded: Loaded, application: Application, given: Given) -> list[str]:
    edge = loaded.edge
    if application.state not in edge.sources:
        text = _("Tidak dapat dilakukan dalam keadaan “%(state)s”.")
        return [text % {"state": told_state(application, given.by.person)}]
    if application.season.state not in edge.seasons:
        text = _("Tidak dapat dilakukan saat periode “%(state)s”.")
        return [text % {"state": application.season.get_state_display()}]
    reasons = [line for guard in loaded.guards for line in guard(application, given)]
    if edge.reason and not given.reason:
        reasons.append(_("Alasan wajib diisi."))
    return reasons


def _nothing_in_the_way(loaded: Loaded, application: Application, given: Given) -> None:
    reasons = _standing_in_the_way(loaded, application, given)
    if reasons:
        raise Refused(reasons)


def _walk(
    edge: Edge,
    application: Application,
    given: Given,
    capacity: Capacity,
    proposal: Proposal | None,
) -> Step:
    source = application.state
    getattr(application, edge.name)({**given.data, "source": source})
    application.version += 1
    application.state_since = given.at
    application.save()
    _set_date(application, given)
    return Step.objects.create(
        application=application,
        edge=edge.name,
        source=source,
        target=application.state,
        version=application.version,
        by=given.by.person,
        second=proposal.by if proposal else None,
        capacity=capacity,
        reason=given.reason,
        at=given.at,
    )


def _set_date(application: Application, given: Given) -> None:
    """An edge that opens work anew sets the date it is open to (`until`, a `DateKind`)."""
    until, kind = given.data.get("until"), given.data.get("until_kind")
    if isinstance(until, datetime) and kind:
        ApplicationDate.objects.create(
            application=application, kind=kind, at=until, reason=given.reason, set_at=given.at
        )


def _tell(work: Work, edge: Edge, application: Application, step: Step) -> None:
    if edge.embargo:
        return
    work.notice(
        edge.name,
        to=[person.pk for person in people_to_tell(edge, application) if person != step.by],
        event_key=f"{edge.name}:{application.pk}:{step.version}",
        params={"unit": application.unit.name, "season": application.season.name},
        link=f"/pengajuan/{application.pk}/",
    )


def _enter(work: Work, application: Application, step: Step, given: Given) -> None:
    facts: dict[str, Any] = {
        "edge": step.edge,
        "from": step.source,
        "to": step.target,
        "version": step.version,
        "capacity": step.capacity,
        "unit": application.unit.work_unit_code,
    }
    if step.second_id:
        facts["proposed_by"] = str(step.second_id)
    if given.reason:
        facts["reason"] = work.commitment(given.reason)
    facts |= {key: value for key, value in given.data.items() if key in LEDGER_KEYS}
    work.event("application_moved", subject=f"application:{application.pk}", facts=facts)


LEDGER_KEYS = frozenset(
    {
        "decree",
        "indicators",
        "meeting",
        "minutes",
        "number",
        "objection",
        "panel",
        "target",
    }
)
