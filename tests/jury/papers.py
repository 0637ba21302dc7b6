"""The papers that acts announce, made as the worker makes them."""

from directory.actors import Actor
from directory.queries.roles import today
from jury.domain.meetings import record_meeting
from jury.models import Meeting, Panel
from record.models import Job
from workers.tasks import HANDLERS

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
        HANDLERS[job.kind](job)


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
    HANDLERS[job.kind](job)
    return meeting
