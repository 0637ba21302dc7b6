"""Comparing files where their bytes can do no harm: in the limited child, like every parser."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from workers.checks import sandbox
from workers.checks.context import Limits
from workers.checks.pairs.lines import read_answer
from workers.checks.pairs.pair import Evidence, Pair, PairRelation

_JOB: Final = "workers.checks.pairs.job:run"
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
    the file it is about, 0 for neither. `seconds` and `peak_bytes` are those of the child, which
    may have compared several files with the first.
    """

    pair: Pair | None
    reason: str = ""
    which: int = 0
    seconds: float = 0.0
    peak_bytes: int = 0


@dataclass(frozen=True)
class Compare:
    """A file to be compared; `part` names the picture inside it that is meant, empty for itself."""

    source: bytes | Path
    part: str = ""

    def read(self) -> "_Read":
        """Return it with its bytes; raises OSError when a path cannot be read."""
        given = self.source
        return _Read(given if isinstance(given, bytes) else given.read_bytes(), self.part)


@dataclass(frozen=True)
class _Read:
    data: bytes
    part: str


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """One's own file, and what its comparisons may cost."""

    own: _Read
    limits: Limits
    bounds: sandbox.Bounds


def compare_files(
    first: bytes | Path,
    second: bytes | Path,
    *,
    limits: Limits | None = None,
    bounds: sandbox.Bounds | None = None,
) -> Compared:
    """Compare two files; the same bytes are identical whatever they are.

    Never raises for what the bytes do to a parser. Raises OSError when a given path cannot be read.
    """
    other = Compare(Compare(second).read().data)
    return compare_many(Compare(first), [other], limits=limits, bounds=bounds)[0]


def compare_many(
    own: Compare,
    others: Iterable[Compare | None],
    *,
    limits: Limits | None = None,
    bounds: sandbox.Bounds | None = None,
) -> list[Compared]:
    """Compare one file with several, in their order; what is worked out of the first, once.

    As many go to one child as `bounds.source` lets in; they are read one after the other. None, or
    a path that cannot be read, stands for a file that is gone: its reason is "fault". Whatever one
    file does to a parser, the others are compared. Raises OSError when the path of one's own cannot
    be read.
    """
    asking = _Asking(own=own.read(), limits=limits or Limits(), bounds=bounds or sandbox.Bounds())
    found: dict[int, Compared] = {}
    waiting: dict[int, _Read] = {}
    for number, other in enumerate(others):
        read = _read(other)
        if read is None:
            found[number] = Compared(pair=None, reason="fault")
        elif read == asking.own:
            found[number] = Compared(pair=_SAME)
        else:
            if not _fit(asking, [*waiting.values(), read]):
                found |= _answers(asking, waiting)
                waiting = {}
            waiting[number] = read
    found |= _answers(asking, waiting)
    return [found[number] for number in sorted(found)]


def _read(other: Compare | None) -> _Read | None:
    try:
        return other.read() if other else None
    except OSError:
        return None


def _fit(asking: _Asking, others: Iterable[_Read]) -> bool:
    return sum(len(one.data) for one in (asking.own, *others)) <= asking.bounds.source


def _answers(asking: _Asking, others: Mapping[int, _Read]) -> dict[int, Compared]:
    """Ask of all in one child; those it gave no answer to are asked of again, each by itself."""
    if not others:
        return {}
    answer = _asked(asking, list(others.values()))
    found: dict[int, Compared] = {}
    for number, line in zip(others, answer.lines, strict=False):
        with suppress(ValueError):
            found[number] = _told(line, answer)
    left = {number: other for number, other in others.items() if number not in found}
    if len(others) == 1:
        reason = "" if answer.lines else answer.reason
        return found or {number: _refused(reason or "fault", 0, answer) for number in left}
    for number, other in left.items():
        found |= _answers(asking, {number: other})
    return found


def _asked(asking: _Asking, others: list[_Read]) -> sandbox.Answer:
    files = [asking.own, *others]
    arguments = {
        "sizes": [len(one.data) for one in files],
        "parts": [one.part for one in files],
        "limits": asdict(asking.limits),
    }
    return sandbox.run(_JOB, b"".join(one.data for one in files), arguments, asking.bounds)


def _told(line: bytes, answer: sandbox.Answer) -> Compared:
    """What a line of the child says; raises ValueError where it says nothing that it should."""
    said = read_answer(line)
    if not isinstance(said, Pair):
        return _refused(*said, answer)
    return Compared(pair=said, seconds=answer.seconds, peak_bytes=answer.peak_bytes)


def _refused(reason: str, which: int, answer: sandbox.Answer) -> Compared:
    return Compared(
        pair=None,
        reason=reason,
        which=which,
        seconds=answer.seconds,
        peak_bytes=answer.peak_bytes,
    )
