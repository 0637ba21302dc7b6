"""What every check is: a name, a version, a cap on severity and one function."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import (
    CannotCheck,
    Facts,
    Finding,
    NothingToCheck,
    Outcome,
    Severity,
    Status,
)

Seen = tuple[Iterable[Finding], Facts]

# OpenCV raises an error of its own with this code where Python would raise MemoryError.
_NO_MEMORY = -4


class Check(ABC):
    """A pure detector. A change of what it finds is a change of its version."""

    name: ClassVar[str]
    version: ClassVar[int]
    cap: ClassVar[Severity]

    @abstractmethod
    def look(self, file: File, context: Context) -> Seen:
        """Return findings and facts.

        Raises CannotCheck with a reason, NothingToCheck for a file of another kind.
        """

    def run(self, file: File, context: Context) -> Outcome:
        """Look at a file and say how it went. Never raises, whatever the bytes do to a parser."""
        try:
            findings, facts = self.look(file, context)
        except NothingToCheck as nothing:
            return self._without(Status.SKIPPED, nothing.reason, nothing.facts)
        except CannotCheck as problem:
            return self._without(Status.COULD_NOT_CHECK, problem.reason, problem.facts)
        except MemoryError:
            return self._without(Status.COULD_NOT_CHECK, "memory", {})
        except Exception as error:  # noqa: BLE001 parsers of hostile bytes raise anything
            if getattr(error, "code", None) == _NO_MEMORY:
                return self._without(Status.COULD_NOT_CHECK, "memory", {})
            fault: Facts = {"error": type(error).__name__}
            return self._without(Status.COULD_NOT_CHECK, "fault", fault)
        capped = tuple(finding.capped(self.cap) for finding in findings)
        return Outcome(
            check=self.name,
            version=self.version,
            status=Status.DONE,
            findings=capped,
            facts=facts,
        )

    def _without(self, status: Status, reason: str, facts: Facts) -> Outcome:
        return Outcome(
            check=self.name, version=self.version, status=status, reason=reason, facts=facts
        )
