"""The papers that acts announce, made as the worker makes them."""

from record.models import Job
from workers.tasks import HANDLERS

KINDS = (
    "render_closing",
    "render_report_card",
    "render_letter",
    "render_certificate",
    "render_laureates",
)


def make_documents() -> None:
    """Do every job that asks for a paper, again where it was done."""
    for job in Job.objects.filter(kind__in=KINDS):
        HANDLERS[job.kind](job)
