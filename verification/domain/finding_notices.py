"""Who is told of a finding: the unit when it is asked, the deciders when it answers."""

from django.utils.translation import override

from award.domain.audience import team_people, unit_people
from award.enums import State
from award.models import Application
from award.queries.instruments import indicator_names
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holders
from record.domain.work import Work
from verification.domain.deciders import WITH_THE_TEAM
from verification.models import EvidenceVersion, Finding, FindingAnswer, FindingDecision

STILL_WITH_THE_UNIT = frozenset({State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN})


def tell_asked(work: Work, application: Application, decision: FindingDecision) -> None:
    """Ask the unit for its word."""
    _tell_unit(work, "finding_asked", application, decision)


def tell_confirmed(work: Work, application: Application, decision: FindingDecision) -> None:
    """Tell the unit that false evidence was confirmed."""
    _tell_unit(work, "finding_confirmed", application, decision)


def tell_answered(work: Work, application: Application, answer: FindingAnswer) -> None:
    """Tell the deciders that the unit answered."""
    work.notice(
        "finding_answered",
        to=[person.pk for person in deciders(application)],
        event_key=f"finding_answered:{answer.pk}",
        params=_params(answer.finding),
        link=f"/temuan/{answer.finding_id}/",
    )


def tell_found(work: Work, application: Application, version: EvidenceVersion) -> None:
    """Tell the deciders, once a file, of a question that came up after the file was sent in."""
    if application.state in STILL_WITH_THE_UNIT:
        return
    work.notice(
        "finding_arrived",
        to=[person.pk for person in deciders(application)],
        event_key=f"finding_arrived:{version.pk}",
        params=_params_of(version),
        link=f"/pengajuan/{application.pk}/temuan/",
    )


def tell_sealed(work: Work, application: Application, version: EvidenceVersion) -> None:
    """Tell the unit that malware was found and that the slot is open again."""
    work.notice(
        "evidence_sealed",
        to=[person.pk for person in unit_people(application)],
        event_key=f"evidence_sealed:{version.pk}",
        params=_params_of(version),
        link=f"/data-dukung/{version.item_id}/",
    )


def deciders(application: Application) -> list[Person]:
    """The people who decide findings of the application now."""
    if application.state in WITH_THE_TEAM:
        return team_people(application)
    return list(holders(RoleKind.CENTRE_VERIFIER))


def _tell_unit(work: Work, kind: str, application: Application, decision: FindingDecision) -> None:
    work.notice(
        kind,
        to=[person.pk for person in unit_people(application)],
        event_key=f"{kind}:{decision.pk}",
        params=_params(decision.finding),
        link=f"/temuan/{decision.finding_id}/",
    )


def _params(finding: Finding) -> dict[str, str]:
    return _params_of(finding.version)


def _params_of(version: EvidenceVersion) -> dict[str, str]:
    item = version.item
    with override("id"):  # kept with the notice, whoever reads it later
        name = indicator_names(item.application)[item.indicator]
    return {"unit": item.application.unit.name, "indicator": name, "number": str(item.number)}
