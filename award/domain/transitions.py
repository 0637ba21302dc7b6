"""The one door: nothing else changes an application's state.

Order: lock → may this person, in this capacity, without conflict → expected version (where the
person may not know what grew it, after the state) → guards → transition → save → job and notice
rows → ledger event, the chain's lock last.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import people_to_tell
from award.domain.lock import locked_together
from award.domain.table import Loaded, answered, barred_from, capacities, load_edge
from award.edges import Edge
from award.enums import Capacity
from award.errors import NotAllowed, Refused, Stale
from award.given import Given
from award.models import Application, ApplicationDate, Proposal, Step
from award.queries.embargo import reads_as_scoring, told_state
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
    given = Given(by=by, at=timezone.now(), reason=reason.strip(), data=data)
    versions = {UUID(str(application_id)): expected_version}
    [application] = _all_walked(edge, versions, given, proposal)
    return application


def transit_together(
    *,
    versions: Mapping[UUID, int],
    edge: str,
    by: Actor,
    reason: str = "",
    proposal: Proposal | None = None,
    **data: Any,
) -> list[Application]:
    """Walk one edge with many applications, all or none, each with the version that was shown.

    Each is asked what `transit` asks; what costs queries is asked of all at once. Refused tells
    what stands in the way of any of them, each line once.
    """
    given = Given(by=by, at=timezone.now(), reason=reason.strip(), data=data)
    return _all_walked(edge, versions, given, proposal)


def _all_walked(
    edge: str, versions: Mapping[UUID, int], asked: Given, proposal: Proposal | None
) -> list[Application]:
    loaded = load_edge(edge)
    with recorded(actor=asked.by.ledger) as work:
        applications = locked_together(versions)
        given = replace(asked, at=timezone.now())  # whoever waited for the lock acts now
        held = _authorise(loaded, applications, given.by, proposal)
        _no_version_told(loaded.edge, applications, given)
        for application in applications:
            _not_stale(application, versions[application.pk], proposal)
        _nothing_in_the_way(loaded, applications, given)
        steps = [_walk(loaded.edge, each, given, held[each.pk], proposal) for each in applications]
        for application, step in zip(applications, Step.objects.bulk_create(steps), strict=True):
            _tell(work, loaded.edge, application, step)
            _enter(work, application, step, given)
    return applications


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
    return obstacles_together(applications=[application], edge=edge, by=by, reason=reason, **data)


def in_the_way(
    *, application: Application, edge: str, by: Actor, reason: str = "-", **data: Any
) -> list[str]:
    """The same whoever asks: for who prepares an act that another one of their unit does."""
    given = Given(by=by, at=timezone.now(), reason=reason, data=data)
    return _standing_in_the_way(load_edge(edge), [application], given)


def obstacles_together(
    *,
    applications: Collection[Application],
    edge: str,
    by: Actor,
    reason: str = "-",
    **data: Any,
) -> list[str] | None:
    """The same of many: each line once, without those that are not this person's to walk with.

    None where none of them is.
    """
    loaded = load_edge(edge)
    capacities = _capacities(loaded, applications, by)
    theirs = [each for each in applications if capacities[each.pk] is not None]
    if not theirs:
        return None
    given = Given(by=by, at=timezone.now(), reason=reason, data=data)
    return _standing_in_the_way(loaded, theirs, given)


def _capacities(
    loaded: Loaded, applications: Collection[Application], by: Actor
) -> dict[UUID, Capacity | None]:
    barred = barred_from(loaded.barred, by, applications)
    return {
        pk: None if pk in barred else capacity
        for pk, capacity in capacities(loaded.who, by, applications).items()
    }


def _authorise(
    loaded: Loaded, applications: Collection[Application], by: Actor, proposal: Proposal | None
) -> dict[UUID, Capacity]:
    mine = _all_held(_capacities(loaded, applications, by), "")
    if loaded.second is None:
        return mine
    if proposal is None or proposal.act != loaded.edge.name or proposal.confirmed_by != by.person:
        raise NotAllowed(_("Tindakan ini memerlukan usulan dari orang lain lebih dahulu."))
    elsewise = _("Pengusul tidak (lagi) berwenang, atau sama dengan Anda.")
    if proposal.by == by.person:
        raise NotAllowed(elsewise)
    _all_held(_capacities(loaded, applications, Actor(person=proposal.by)), elsewise)
    return _all_held(dict.fromkeys(mine, loaded.second(proposal, by)), "")


def _all_held(capacities: Mapping[UUID, Capacity | None], refusal: str) -> dict[UUID, Capacity]:
    """Every capacity there is. Raises NotAllowed where there is none for one of them."""
    held = {pk: capacity for pk, capacity in capacities.items() if capacity is not None}
    if len(held) != len(capacities):
        raise NotAllowed(refusal) if refusal else NotAllowed
    return held


def _no_version_told(edge: Edge, applications: Collection[Application], given: Given) -> None:
    """Refuse before the version is looked at where it would tell acts under embargo.

    Each of them grows it: who may not know them could try one version after the other.
    """
    hidden = [each for each in applications if reads_as_scoring(each, given.by.person)]
    lines = [line for each in hidden for line in _not_from_here(edge, each, given)]
    if lines:
        raise Refused(list(dict.fromkeys(lines)))


def _not_stale(application: Application, expected: int, proposal: Proposal | None) -> None:
    versions = {expected}
    if proposal is not None:
        versions.add(proposal.params.get("applications", {}).get(str(application.pk)))
    if versions != {application.version}:
        raise Stale(application, application.steps.order_by("-version").first())


def _standing_in_the_way(
    loaded: Loaded, applications: Collection[Application], given: Given
) -> list[str]:
    """Everything that stands in the way of any of them, each line once."""
    closed = {each.pk: _not_from_here(loaded.edge, each, given) for each in applications}
    asked = [each for each in applications if not closed[each.pk]]
    answers = [answered(guard, asked, given) for guard in loaded.guards] if asked else []
    lines: list[str] = []
    for each in applications:
        lines += closed[each.pk] or [line for said in answers for line in said.get(each.pk, [])]
    if asked and loaded.edge.reason and not given.reason:
        lines.append(_("Alasan wajib diisi."))
    return list(dict.fromkeys(lines))


def _not_from_here(edge: Edge, application: Application, given: Given) -> list[str]:
    if application.state not in edge.sources:
        text = _("Tidak dapat dilakukan dalam keadaan “%(state)s”.")
        return [text % {"state": told_state(application, given.by.person)}]
    if application.season.state not in edge.seasons:
        text = _("Tidak dapat dilakukan saat periode “%(state)s”.")
        return [text % {"state": application.season.get_state_display()}]
    return []


def _nothing_in_the_way(
    loaded: Loaded, applications: Collection[Application], given: Given
) -> None:
    reasons = _standing_in_the_way(loaded, applications, given)
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
    return Step(
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
