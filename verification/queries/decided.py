"""Files by what people decided about the findings of each kind in them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from verification.enums import REAL_VERDICTS, SETTLING_VERDICTS, CheckStatus
from verification.models import CheckResult
from verification.queries.check_record import CHECK, Part
from verification.queries.field import Field, Kind
from verification.queries.findings import findings


@dataclass(frozen=True, kw_only=True)
class Decided(Field):
    """Files that a check looked at, and of those in which it raised a kind, how many are what.

    `real`: some finding of the kind was settled as real. `open`: none was, and some is not settled.
    `dismissed`: all were settled as no issue.
    """

    looked_at: int
    open: int

    @property
    def honest(self) -> int:
        """The files in which nothing of the kind is known to be real or still to be decided.

        A forgery that the check missed is counted here, for nobody was asked about it.
        """
        return max(self.looked_at - self.real - self.open, self.dismissed)


def decided_kinds(part: Part) -> dict[Kind, Decided]:
    """Count files for every kind of finding that any version of a check raised."""
    looked_at = _looked_at(part)
    files: dict[Kind, dict[object, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    rows = part.of(findings().filter(check_version__isnull=False)).order_by()
    for *kind, file, verdict in rows.values_list(*CHECK, "kind", "version", "verdict").iterator():
        files[Kind(*kind)][file].add(verdict)
    return {
        kind: _counted(looked_at.get(kind[:2], 0), [_state(v) for v in by_file.values()])
        for kind, by_file in sorted(files.items())
    }


def _looked_at(part: Part) -> dict[tuple[str, int], int]:
    rows = part.of(CheckResult.objects.filter(status=CheckStatus.DONE)).order_by()
    counted = rows.values_list(*CHECK).annotate(files=Count("version", distinct=True))
    return {(name, version): files for name, version, files in counted}


def _state(verdicts: set[str | None]) -> str:
    if verdicts & REAL_VERDICTS:
        return "real"
    return "dismissed" if verdicts <= SETTLING_VERDICTS else "open"


def _counted(looked_at: int, states: list[str]) -> Decided:
    return Decided(
        looked_at=max(looked_at, len(states)),
        real=states.count("real"),
        dismissed=states.count("dismissed"),
        open=states.count("open"),
    )
