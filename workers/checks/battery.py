"""All checks of one file that read its bytes, in order. Runs in the child process alone."""

from collections.abc import Callable
from typing import Any

from workers.checks import wire
from workers.checks.bank.check import Describing
from workers.checks.check import Check
from workers.checks.content import Content
from workers.checks.copymove.check import CopyMove
from workers.checks.embedded.check import EmbeddedPictures
from workers.checks.file import File
from workers.checks.fingerprint import Fingerprinting
from workers.checks.maps.check import JpegGrid
from workers.checks.metadata.check import Metadata
from workers.checks.office.check import Office
from workers.checks.pdf.active import Active
from workers.checks.pdf.hidden import Hidden
from workers.checks.pdf.history import History
from workers.checks.pdf.signatures import Signatures
from workers.checks.pdf.structure import Structure
from workers.checks.preview import Preview
from workers.checks.provenance.check import Provenance
from workers.checks.scans.check import Letter
from workers.checks.texts.reading import Reading

# What a person waits for comes first: if a later step brings the process down, it is not lost.
STEPS: tuple[Check, ...] = (
    Content(),
    Metadata(),
    Provenance(),
    Office(),
    Fingerprinting(),
    Preview(),
    Describing(),
    CopyMove(),
    JpegGrid(),
    Reading(),
    Letter(),
    Signatures(),
    Structure(),
    Active(),
    Hidden(),
    History(),
    EmbeddedPictures(),
)


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Run every step and emit its outcome as one line as soon as it is there."""
    context = wire.context_from(arguments)
    file = File(data, context.name, context.limits)
    emit(wire.kind_line(file.kind.code if file.kind else None))
    for step in STEPS:
        emit(wire.outcome_line(step.run(file, context)))
