"""Reading the traces that the child found in a file, with suspicion, out of what it wrote."""

from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import date

from workers.checks.finding import Outcome
from workers.checks.traces import CAMERA, KINDS, Trace

_METADATA, _EMBEDDED, _OFFICE = "metadata", "embedded", "office"
_MOST = 300
_DIGITS = frozenset("0123456789abcdef")


def read_traces(steps: MutableMapping[str, Outcome]) -> tuple[Trace, ...]:
    """Return the traces of a file, and take the long list of a document out of its facts."""
    found = dict.fromkeys(_traces(steps))
    office = steps.get(_OFFICE)
    if office is not None:
        facts = {key: value for key, value in office.facts.items() if key != "traces"}
        steps[_OFFICE] = replace(office, facts=facts)
    return tuple(found)[:_MOST]


def _traces(steps: MutableMapping[str, Outcome]) -> Iterator[Trace]:
    photographs: list[object] = [steps[_METADATA].facts] if _METADATA in steps else []
    photographs += _listed(steps, _EMBEDDED, "devices")
    for one in photographs:
        if isinstance(one, dict) and _is_digest(one.get("device")):
            yield Trace(kind=CAMERA, digest=one["device"], day=_day(one.get("taken")))
    for one in _listed(steps, _OFFICE, "traces"):
        if isinstance(one, dict) and _is_digest(one.get("digest")) and one.get("kind") in KINDS:
            yield Trace(kind=one["kind"], digest=one["digest"])


def _listed(steps: MutableMapping[str, Outcome], check: str, name: str) -> list[object]:
    listed = steps[check].facts.get(name) if check in steps else None
    return listed[:_MOST] if isinstance(listed, list) else []


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= _DIGITS


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
