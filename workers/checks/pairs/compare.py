"""Comparing two files where their bytes can do no harm: in the limited child, like every parser."""

from dataclasses import asdict, dataclass
from pathlib import Path

from workers.checks import sandbox
from workers.checks.context import Limits
from workers.checks.pairs.lines import read_answer
from workers.checks.pairs.pair import Evidence, Pair, PairRelation

_SAME = Pair(
    relation=PairRelation.IDENTICAL,
    evidence=Evidence(alike=1.0, correlation=1.0),
    transform=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    first_share=1.0,
    second_share=1.0,
)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The comparison of two files, or why there is none.

    `reason` is a code of `explanations.toml` where `pair` is None, and `which` is then 1 or 2 for
    the file it is about, 0 for neither.
    """

    pair: Pair | None
    reason: str = ""
    which: int = 0
    seconds: float = 0.0
    peak_bytes: int = 0


def compare_files(
    first: bytes | Path,
    second: bytes | Path,
    *,
    parts: tuple[str, str] = ("", ""),
    limits: Limits | None = None,
    bounds: sandbox.Bounds | None = None,
) -> Compared:
    """Compare two files; the same bytes are identical whatever they are.

    `parts` names for each the picture inside it that is meant, empty for the file itself.
    Never raises for what the bytes do to a parser. Raises OSError when a given path cannot be read.
    """
    one, two = _bytes(first), _bytes(second)
    if one == two and parts[0] == parts[1]:
        return Compared(pair=_SAME)
    arguments = {"split": len(one), "parts": parts, "limits": asdict(limits or Limits())}
    answer = sandbox.run("workers.checks.pairs.job:run", one + two, arguments, bounds)
    found: Pair | tuple[str, int] = (answer.reason or "fault", 0)
    if answer.lines:
        try:
            found = read_answer(answer.lines[0])
        except ValueError:
            found = ("fault", 0)
    pair, reason, which = (found, "", 0) if isinstance(found, Pair) else (None, *found)
    return Compared(
        pair=pair,
        reason=reason,
        which=which,
        seconds=answer.seconds,
        peak_bytes=answer.peak_bytes,
    )


def _bytes(source: bytes | Path) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()
