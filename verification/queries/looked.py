"""Each indicator as the team finds it: what it rests on, and what is in question about it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from award.models import Application, Claim
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from verification.enums import SETTLED_STATES
from verification.models import EvidenceVersion, IndicatorVerification
from verification.queries.basis import digest_of, latest_verifications
from verification.queries.evidence import counted_files, live_versions_of
from verification.queries.findings import Judged, found_wrong, undecided


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One indicator. `questions`: open findings; `wrong`: findings that people found to be right.

    `basis` is what a value would rest on now, `last` the latest value, whether or not it counts.
    """

    indicator: Indicator
    claim: Claim | None
    files: list[EvidenceVersion]
    questions: int
    wrong: int
    basis: str
    last: IndicatorVerification | None

    @property
    def standing(self) -> bool:
        """Whether the Kanwil's value still counts."""
        return self.last is not None and self.last.basis == self.basis

    @property
    def version(self) -> int:
        return self.last.version if self.last else 0

    @property
    def counted(self) -> int:
        """How many files count as its evidence."""
        return counted_files(self.indicator, [v for v in self.files if not v.checking.sealed])

    @property
    def sealed(self) -> bool:
        return any(version.checking.sealed for version in self.files)

    @property
    def settled(self) -> bool:
        """Whether the checks of its files are done, or set aside by a person."""
        states = (v.checking.state for v in self.files if not v.checking.sealed)
        return all(state in SETTLED_STATES for state in states)


def looked_at(application: Application) -> dict[str, Looked]:
    """All indicators of the application by code; as many queries for few files as for many."""
    claims, latest = claims_of(application), latest_verifications(application)
    questions, wrong = _counted(undecided(application)), _counted(found_wrong(application))
    files: dict[str, list[EvidenceVersion]] = defaultdict(list)
    for version in live_versions_of(application):
        files[version.item.indicator].append(version)
    found = {}
    for indicator in indicators_of(application):
        code = indicator.code
        claim, shown = claims.get(code), [v for v in files[code] if not v.checking.sealed]
        found[code] = Looked(
            indicator=indicator,
            claim=claim,
            files=files[code],
            questions=questions[code],
            wrong=wrong[code],
            basis=digest_of(claim.version if claim else 0, [v.blob_id for v in shown]),
            last=latest.get(code),
        )
    return found


def _counted(found: QuerySet[Judged]) -> Counter[str]:
    return Counter(found.values_list("version__item__indicator", flat=True))
