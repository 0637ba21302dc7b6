"""Describing a file for the bank where its bytes can do no harm: in the limited child."""

from pathlib import Path

from workers.checks import sandbox, wire
from workers.checks.bank.carried import STEP, carried_points
from workers.checks.bank.records import Described, read_points
from workers.checks.context import Context
from workers.checks.examine import read_fingerprint
from workers.checks.finding import CannotCheck, Outcome


def describe_file(source: bytes | Path, bounds: sandbox.Bounds | None = None) -> Described:
    """Describe a picture file.

    Raises CannotCheck with a code of `explanations.toml` ("other_kind" for a file that is no
    picture), and OSError when a given path cannot be read.
    """
    arguments = wire.context_arguments(Context())
    answer = sandbox.run("workers.checks.bank.job:run", source, arguments, bounds)
    read = {outcome.check: outcome for outcome in _outcomes(answer.lines)}
    made, sought = read.get("fingerprint"), read.get(STEP)
    fingerprint = read_fingerprint(made.facts) if made else None
    points = carried_points(sought.facts.get("points")) if sought else None
    if fingerprint is None or points is None:
        reasons = [outcome.reason for outcome in (made, sought) if outcome and outcome.reason]
        raise CannotCheck(next(iter(reasons), answer.reason or "fault"))
    return Described(fingerprint=fingerprint, points=read_points(points))


def _outcomes(lines: tuple[bytes, ...]) -> list[Outcome]:
    try:
        return [o for o in map(wire.read_line, lines) if isinstance(o, Outcome)]
    except ValueError:
        return []
