"""Each indicator as the team finds it: what it rests on, and what is in question about it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from award.models import Application, Claim
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from verification.enums import SETTLED_STATES
from verification.models import EvidenceVersion, IndicatorVerification
from verification.queries.basis import digest_of, latest_verifications
from verification.queries.evidence import counted_files, live_versions_of
from verification.queries.findings import Mark, marks_of


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One indicator. `questions`: open findings; `wrong`: findings that people found to be right.

    `flagged` are the files with a question about them. `basis` is what a value would rest on now,
    `last` the latest value, whether or not it counts.
    """

    indicator: Indicator
    claim: Claim | None
    files: list[EvidenceVersion]
    questions: int
    wrong: int
    flagged: set[UUID]
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
    files: dict[str, list[EvidenceVersion]] = defaultdict(list)
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks_of(application):
        marks[mark.indicator].append(mark)
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
            questions=sum(mark.waits for mark in marks[code]),
            wrong=sum(mark.wrong for mark in marks[code]),
            flagged={mark.version for mark in marks[code] if mark.flags},
            basis=digest_of(claim.version if claim else 0, [v.blob_id for v in shown]),
            last=latest.get(code),
        )
    return found
