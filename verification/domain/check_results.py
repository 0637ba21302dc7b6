"""What the checks of a file said, written in one transaction behind all locks it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from award.domain.lock import locked
from award.models import Application
from record.domain import jobs
from record.domain.blobs import register
from record.domain.work import recorded
from record.models import Job
from record.rules import SYSTEM
from record.store import Stored
from verification.domain.check_events import enter, tell
from verification.domain.check_findings import write_findings
from verification.domain.page_drawings import prepare
from verification.domain.storable import storable
from verification.enums import CheckState, CheckStatus, Severity
from verification.models import Checking, CheckResult, EvidenceVersion, Finding, Preview
from verification.queries.findings import findings, standing
from workers.checks.finding import Outcome, Status

MALWARE, ANTIVIRUS, DAMAGED_IN_STORE = "malware", "antivirus", "store_corrupt"


@dataclass(frozen=True)
class Drawn:
    """A picture that is kept, with its width and height in pixels (0: not known)."""

    stored: Stored
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """All that came out of looking at one file. `intact` is false where the store's bytes are not
    those that were received; `seconds` is what the child process took.
    """

    outcomes: tuple[Outcome, ...]
    intact: bool
    previews: Mapping[str, Drawn]
    parameters: dict[str, Any]
    seconds: Decimal
    at: datetime


def write_all(version: EvidenceVersion, checked: Checked, job: Job) -> None:
    """Write results, findings, previews and the new state, and finish the job with them.

    The rows of all applications that get a finding are locked first, in the order of their ids.
    Raises LostLease, with nothing written, if another run took the job meanwhile.
    """
    with recorded(actor=SYSTEM) as work:
        jobs.finish(job)
        applications = _lock_all(version, checked.outcomes)
        checking = Checking.objects.get(pk=version.pk)
        results = _write_results(version, checked, checking.run)
        found = [f for result, outcome in results for f in write_findings(result, outcome)]
        _write_previews(version, checked)
        _settle(checking, checked)
        _flag_twins(found)
        prepare(work, version, found)
        enter(work, version, checking, found)
        tell(work, version, checking, found, applications)


def others_of(outcomes: Iterable[Outcome]) -> set[str]:
    """The ids of the other files that the findings speak of."""
    named = (f.region.other for outcome in outcomes for f in outcome.findings if f.region)
    return {other for other in named if other}


def _lock_all(version: EvidenceVersion, outcomes: Iterable[Outcome]) -> dict[object, Application]:
    others = EvidenceVersion.objects.filter(pk__in=others_of(outcomes))
    ids = {version.item.application_id, *others.values_list("item__application", flat=True)}
    return {pk: locked(pk) for pk in sorted(ids)}


def _write_results(
    version: EvidenceVersion, checked: Checked, run: int
) -> list[tuple[CheckResult, Outcome]]:
    """One row a check; a later run writes only what an earlier one could not do."""
    done = set(
        version.results.exclude(status=CheckStatus.COULD_NOT_CHECK).values_list(
            "check_name", "check_version"
        )
    )
    return [
        (_write_result(version, outcome, checked, run), outcome)
        for outcome in checked.outcomes
        if (outcome.check, outcome.version) not in done
    ]


def _write_result(
    version: EvidenceVersion, outcome: Outcome, checked: Checked, run: int
) -> CheckResult:
    return CheckResult.objects.create(
        version=version,
        check_name=outcome.check,
        check_version=outcome.version,
        run=run,
        status=outcome.status.value,
        reason=outcome.reason,
        parameters=checked.parameters,
        facts=storable(outcome.facts),
        seconds=checked.seconds,
        at=checked.at,
    )


def _write_previews(version: EvidenceVersion, checked: Checked) -> None:
    for name, drawn in checked.previews.items():
        Preview.objects.get_or_create(
            version=version,
            name=name,
            defaults={
                "blob": register(drawn.stored),
                "width": drawn.size[0],
                "height": drawn.size[1],
            },
        )


def _flag_twins(found: Iterable[Finding]) -> None:
    """Another file that got a question is no longer one without."""
    asked = {f.version_id for f in found if f.severity != Severity.INFO}
    Checking.objects.filter(pk__in=asked, state=CheckState.DONE).update(state=CheckState.FLAGGED)


def _settle(checking: Checking, checked: Checked) -> None:
    """The state follows from the outcomes: what could not be done comes before what was found."""
    outcomes = checked.outcomes
    failed = [o.reason for o in outcomes if o.status is Status.COULD_NOT_CHECK]
    if not checked.intact:
        failed.insert(0, DAMAGED_IN_STORE)
    questions = standing(findings().filter(version=checking.version))
    questions = questions.exclude(severity=Severity.INFO)
    checking.sealed = checking.sealed or any(
        f.kind == MALWARE for outcome in outcomes for f in outcome.findings
    )
    checking.scanned = checking.scanned or any(
        o.check == ANTIVIRUS and o.status is Status.DONE for o in outcomes
    )
    checking.reason = ",".join(dict.fromkeys(failed))[:200]
    if failed:
        checking.state = CheckState.UNCHECKED
    else:
        checking.state = CheckState.FLAGGED if questions.exists() else CheckState.DONE
    checking.finished_at = checked.at
    checking.save()
