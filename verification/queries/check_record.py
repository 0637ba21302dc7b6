"""The record of each check: what it raised, what became of that, what it could not do."""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from verification.enums import REAL_VERDICTS, CheckStatus, Severity, Verdict
from verification.models import CheckResult
from verification.queries.findings import findings, still_open

IN_SEASON, IN_REGION = "version__item__application__season", "version__item__application__region"
OF_TYPE = "version__item__application__unit_type"
CHECK = ("check_name", "check_version")


@dataclass(frozen=True, kw_only=True)
class Part:
    """The part of the record that is asked for, by keys; None is all of it."""

    season: int | None = None
    region: str | None = None
    unit_type: str | None = None

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow findings or results to the files of that season, region and type of unit."""
        wanted = {IN_SEASON: self.season, IN_REGION: self.region, OF_TYPE: self.unit_type}
        return rows.filter(**{column: key for column, key in wanted.items() if key is not None})


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Findings counted: all, by severity, and by what people last decided.

    `confirmed` is what the unit had to repair or what was confirmed to be false evidence. `open` is
    what waits for a first decision: notes, replaced files and replaced versions do not.
    """

    raised: int = 0
    info: int = 0
    low: int = 0
    medium: int = 0
    high: int = 0
    confirmed: int = 0
    dismissed: int = 0
    asked: int = 0
    suspected: int = 0
    open: int = 0


def tallies(part: Part, *by: str) -> dict[tuple[Any, ...], Tally]:
    """Count the findings of a part of the record, grouped by columns of theirs, in one query."""
    waiting = still_open(findings().filter(verdict__isnull=True)).filter(pk=OuterRef("pk"))
    rows = part.of(findings()).annotate(waits=Exists(waiting)).order_by()
    counted = rows.values(*by).annotate(**_counts())
    names = [field.name for field in fields(Tally)]
    return {
        tuple(row[column] for column in by): Tally(**{name: row[f"n_{name}"] for name in names})
        for row in counted
    }


def _counts() -> dict[str, Count]:
    wanted = {
        "raised": Q(),
        **{str(severity): Q(severity=severity) for severity in Severity},
        "confirmed": Q(verdict__in=REAL_VERDICTS),
        "dismissed": Q(verdict=Verdict.NO_ISSUE),
        "asked": Q(verdict=Verdict.ASK),
        "suspected": Q(verdict=Verdict.SUSPECTED_FALSE),
        "open": Q(waits=True),
    }
    return {f"n_{name}": Count("pk", filter=chosen or None) for name, chosen in wanted.items()}


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How many files a check could look at, and how many not, nor any later run of that version."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: "Looks") -> "Looks":
        return Looks(done=self.done + other.done, failed=self.failed + other.failed)


def looks(part: Part, *by: str) -> dict[tuple[Any, ...], Looks]:
    """Count the files each check was given, grouped by columns of its results, in one query."""
    later = CheckResult.objects.filter(
        version=OuterRef("version"),
        check_name=OuterRef("check_name"),
        check_version=OuterRef("check_version"),
        run__gt=OuterRef("run"),
    )
    could_not = Q(~Exists(later), status=CheckStatus.COULD_NOT_CHECK)
    counted = (
        part.of(CheckResult.objects.filter(Q(status=CheckStatus.DONE) | could_not))
        .order_by()
        .values(*by)
        .annotate(
            done=_files(CheckStatus.DONE),
            failed=_files(CheckStatus.COULD_NOT_CHECK),
        )
    )
    return {
        tuple(row[column] for column in by): Looks(done=row["done"], failed=row["failed"])
        for row in counted
    }


def _files(status: CheckStatus) -> Count:
    return Count("version", filter=Q(status=status), distinct=True)
