"""Every check there is, of one file or of files together, for those who list or measure them."""

from dataclasses import dataclass

from workers.checks import clamav, duplicates, traces
from workers.checks.battery import STEPS
from workers.checks.finding import Severity
from workers.checks.texts import copies


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A check by its name, with the version that runs now and the highest severity it may give."""

    name: str
    version: int
    cap: Severity


# What is not a step of the battery: it needs a service, or other files than the one at hand.
_BESIDE: tuple[Registered, ...] = (
    Registered(name=clamav.NAME, version=clamav.VERSION, cap=Severity.HIGH),
    *(
        Registered(name=name, version=version, cap=Severity.HIGH)
        for name, version in duplicates.VERSIONS.items()
    ),
    *(
        Registered(name=name, version=version, cap=traces.CAPS[name])
        for name, version in traces.VERSIONS.items()
    ),
    Registered(name=copies.NAME, version=copies.VERSION, cap=copies.CAP),
)


def registered() -> tuple[Registered, ...]:
    """Return all checks, those of the battery first. Loads every parser of the battery."""
    steps = (Registered(name=step.name, version=step.version, cap=step.cap) for step in STEPS)
    return (*steps, *_BESIDE)
