"""Drawing what may be shown of a visit's photo, in the background and in a child process."""

from record.domain import jobs
from record.domain.blobs import keep, register
from record.domain.work import recorded
from record.models import Job
from record.store import get_store
from verification.models import VisitPhoto, VisitPicture
from workers.checks.context import Context
from workers.checks.examine import Report, examine
from workers.checks.finding import Status

DRAW_JOB = "draw_visit_photo"
DRAW_QUEUE = "forensics"
MOST_BYTES = 4 * 1024 * 1024
ANTIVIRUS = "antivirus"


def draw(job: Job) -> None:
    """Draw the pictures of the photo the job names, and finish the job with them.

    Without a picture (a damaged file, or malware in it) the photo stays a name in a list.
    Raises the store's errors, for the job to be tried again.
    """
    photo = VisitPhoto.objects.get(pk=job.subject)
    with get_store().open(photo.blob_id) as file:
        report = examine(file.read(), Context(name=photo.name))
    kept = {name: keep([picture], limit=MOST_BYTES) for name, picture in _pictures(report).items()}
    with recorded(actor="system"):
        for name, stored in kept.items():
            VisitPicture.objects.get_or_create(
                photo=photo, name=name, defaults={"blob": register(stored)}
            )
        jobs.finish(job)


def _pictures(report: Report) -> dict[str, bytes]:
    scans = [o for o in report.outcomes if o.check == ANTIVIRUS and o.status is Status.DONE]
    if any(scan.findings for scan in scans):
        return {}
    pictures = {"preview": report.preview, "thumbnail": report.thumbnail}
    return {name: picture for name, picture in pictures.items() if picture is not None}
