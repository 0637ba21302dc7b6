"""What was drawn of a file when somebody asked, and how far that is."""

from dataclasses import dataclass
from enum import Enum

from record.enums import FINAL_STATES
from record.models import Job
from verification.models import Drawing, EvidenceVersion

DRAW_JOB = "draw_evidence"


class Progress(Enum):
    """How far a drawing is."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    DRAWN = "drawn"
    FAILED = "failed"


@dataclass(frozen=True)
class Asked:
    """The pictures of one subject; `reason` is a code of `explanations.toml` if it failed."""

    progress: Progress
    pictures: list[Drawing]
    reason: str = ""


def asked_for(version: EvidenceVersion, subject: str) -> Asked:
    """What there is of a subject (page-3, maps, cut-…) of the file."""
    rows = list(Drawing.objects.filter(version=version, subject=subject).order_by("pk"))
    pictures = [row for row in rows if row.blob_id]
    if pictures:
        return Asked(Progress.DRAWN, pictures)
    if rows:
        return Asked(Progress.FAILED, [], rows[0].reason)
    job = Job.objects.filter(kind=DRAW_JOB, subject=str(version.pk), version=subject).first()
    if job is None:
        return Asked(Progress.NOT_ASKED, [])
    if job.state in FINAL_STATES:
        return Asked(Progress.FAILED, [], "fault")
    return Asked(Progress.WAITING, [])
