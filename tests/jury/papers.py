"""The papers that acts announce, made as the worker makes them."""

from directory.actors import Actor
from directory.queries.roles import today
from jury.domain.meetings import record_meeting
from jury.models import Meeting, Panel
from record.domain import jobs
from record.enums import JobState
from record.models import Job
from workers.tasks import HANDLERS, do

KINDS = (
    "render_closing",
    "render_meeting",
    "render_report_card",
    "render_letter",
    "render_certificate",
    "render_laureates",
)


def make_documents() -> None:
    """Do every job that asks for a paper, again where it was done."""
    for job in Job.objects.filter(kind__in=KINDS):
        make(job)


def make(job: Job) -> None:
    """Do the job as the worker does; one that was done is handled once more."""
    run = jobs.claim(job.pk, owner="test")
    if run is None:
        HANDLERS[job.kind](job)
        return
    do(run)
    assert run.state == JobState.DONE, run.last_error


def minutes_kept(panel: Panel, by: Actor, *, number: str = "BA-1") -> Meeting:
    """A reconciliation meeting about the panel's last closing, its minutes made into a PDF."""
    meeting = record_meeting(
        panel=panel,
        number=number,
        on=today(),
        text=f"{number}: juri ketiga salah membaca berkas.",
        by=by,
    )
    job = Job.objects.get(kind="render_meeting", subject=f"meeting:{meeting.pk}")
    make(job)
    return meeting
