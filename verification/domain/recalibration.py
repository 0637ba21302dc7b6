"""What decided findings say about the measured rates of checks; nothing is changed by it.

Only what a check raised is ever decided. So decisions tell how many of the raised findings were
real, and how many files were asked about for nothing; they do not tell how many forgeries were
missed. Hits therefore stay those of the labelled files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verification.queries.decided import Decided
from verification.queries.field import Kind
from workers.checks.finding import Strength
from workers.checks.rates import interval
from workers.checks.strengths import Measurement

COMMAND = "manage.py recalibrate_checks"
NOTES = """\
What these figures can say, and what not:
- Only what was raised is decided. A forgery that a check missed was put before nobody and counts
  among the honest files, so the rate of false alarms errs a little on the low side, and the rate
  of hits cannot be known from decisions: it stays that of the labelled files.
- People decide with the finding before them, and with its severity and rates. A share of real ones
  is what they agreed with, not what is true.
- What is asked about last is decided last. While findings are open their files are left out; the
  more are open, the less the rest stands for all.
- Where a kind compares pairs, files are not pairs: its rates are shown and not proposed anew.
"""


@dataclass(frozen=True, kw_only=True)
class Recalibrated:
    """One kind of finding: as measured before, and as decisions would have it."""

    kind: Kind
    before: Measurement | None
    field: Decided
    after: Strength | None

    def lines(self) -> Iterator[str]:
        """Show it, before and after, with counts and 95 % intervals."""
        yield f"{self.kind.kind}  ({self.kind.check}, version {self.kind.version})"
        yield f"  before  {_rates(self.before.strength) if self.before else 'not measured'}"
        yield f"  after   {_rates(self.after) if self.after else self._unchanged()}"
        real = rate(self.field.real, self.field.settled)
        yield f"  field   real {real} of those settled; open {self.field.open}"

    def _unchanged(self) -> str:
        if not self.field.tells:
            return f"as before: {self.field.settled} settled files are too few"
        return "as before: measured on pairs"


def recalibrate(
    measured: Sequence[Measurement], decided: Mapping[Kind, Decided]
) -> list[Recalibrated]:
    """Put measured rates and decisions side by side, for every kind that was raised."""
    rows = []
    for kind, field in decided.items():
        before = _before(measured, kind)
        paired = before is not None and before.strength.unit == "pair"
        after = _after(before, field) if field.tells and not paired else None
        rows.append(Recalibrated(kind=kind, before=before, field=field, after=after))
    return rows


def proposal(
    measured: Sequence[Measurement], rows: Sequence[Recalibrated], on: date
) -> list[Measurement]:
    """All measurements, with those that decisions change in their place, and new ones behind."""
    changed = {row.kind: row for row in rows if row.after is not None}
    found: list[Measurement] = []
    for one in measured:
        kept = tuple(k for k in one.kinds if Kind(one.check, one.version, k) not in changed)
        if kept:
            found.append(replace(one, kinds=kept))
    found += [_measurement(row, row.after, on) for row in changed.values() if row.after]
    return sorted(found, key=lambda one: (one.check, one.version))


def rate(hits: int, tries: int) -> str:
    """A rate with its counts and its 95 % interval."""
    if not tries:
        return "0/0"
    low, high = interval(hits, tries)
    return f"{hits}/{tries} = {hits / tries:.4f} ({low:.4f} to {high:.4f})"


def _rates(strength: Strength) -> str:
    honest = rate(strength.false_alarms, strength.honest)
    return f"honest {honest}; forged {rate(strength.hits, strength.forged)} [{strength.unit}s]"


def _before(measured: Sequence[Measurement], kind: Kind) -> Measurement | None:
    return next(
        (
            one
            for one in measured
            if (one.check, one.version) == kind[:2] and kind.kind in one.kinds
        ),
        None,
    )


def _after(before: Measurement | None, field: Decided) -> Strength:
    hits, forged = (before.strength.hits, before.strength.forged) if before else (0, 0)
    return Strength(false_alarms=field.dismissed, honest=field.honest, hits=hits, forged=forged)


def _measurement(row: Recalibrated, after: Strength, on: date) -> Measurement:
    said = f"{row.field.settled} settled of {row.field.looked_at} files of the field"
    forged = f"; forged: {row.before.set}" if row.before else ""
    return Measurement(
        check=row.kind.check,
        version=row.kind.version,
        kinds=(row.kind.kind,),
        basis="",
        strength=after,
        set=said + forged,
        command=COMMAND,
        measured=on,
    )
