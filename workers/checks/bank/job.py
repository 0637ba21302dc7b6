"""Describing one file as a job of the limited child."""

from collections.abc import Callable
from typing import Any

from workers.checks import wire
from workers.checks.bank.check import Describing
from workers.checks.file import File
from workers.checks.fingerprint import Fingerprinting


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Emit the outcomes of the two steps, as the battery does."""
    context = wire.context_from(arguments)
    file = File(data, context.name, context.limits)
    for step in (Fingerprinting(), Describing()):
        emit(wire.outcome_line(step.run(file, context)))
