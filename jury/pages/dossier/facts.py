"""What is read once for all parts of a dossier."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from award.models import Application
from award.queries.instruments import indicator_names, instrument_of
from criteria.instrument import Instrument
from directory.models import Person
from jury.queries.dossier.files import Found, findings_told
from jury.queries.dossier.written import CLAIM, VALUE, Written, written_about
from verification.models import EvidenceVersion
from verification.queries.basis import digest_of
from verification.queries.evidence import live_versions_of


@dataclass
class Facts:
    """An application, who reads of it, and the rows its parts share, each read at most once."""

    application: Application
    reader: Person

    @property
    def season_read(self) -> bool:
        """Whether the reader comes to the page of the season, as `dossiers_for` asked."""
        return bool(getattr(self.application, "season_read", False))

    @cached_property
    def instrument(self) -> Instrument:
        return instrument_of(self.application.season)

    @cached_property
    def names(self) -> dict[str, str]:
        return indicator_names(self.application)

    @cached_property
    def files(self) -> list[EvidenceVersion]:
        """What the unit shows now."""
        return list(live_versions_of(self.application))

    @cached_property
    def findings(self) -> list[Found]:
        return list(findings_told(self.application))

    @cached_property
    def _written(self) -> dict[str, list[Written]]:
        return written_about(self.application)

    def written(self, kind: str) -> list[Written]:
        """What was written of that kind."""
        return self._written.get(kind, [])

    @cached_property
    def claims(self) -> dict[str, Written]:
        """What the unit claims now, by indicator."""
        return {row.indicator: row for row in self.written(CLAIM)}

    @cached_property
    def values(self) -> dict[str, Written]:
        """What the Kanwil found last, by indicator, whether or not it still counts."""
        return {row.indicator: row for row in self.written(VALUE)}

    @cached_property
    def counting(self) -> dict[str, list[str]]:
        """The SHA-256s of the files that count, by indicator."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for version in self.files:
            if not version.checking.sealed:
                found[version.item.indicator].append(version.blob_id)
        return found

    def stands(self, code: str) -> bool:
        """Whether claim and files are still those that the Kanwil's value judged."""
        claim, value = self.claims.get(code), self.values.get(code)
        basis = digest_of(claim.number if claim else 0, self.counting.get(code, []))
        return value is not None and value.more == basis

    def name_of(self, code: str) -> str:
        return self.names.get(code, code)
