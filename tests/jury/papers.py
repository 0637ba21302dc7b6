"""The papers that publishing announces, made as the worker makes them."""

from jury.domain.certificates import render_certificate, render_report_card
from record.models import Job


def make_documents() -> None:
    """Do every job that asks for a report card or a certificate, again where it was done."""
    for job in Job.objects.filter(kind="render_report_card"):
        render_report_card(job)
    for job in Job.objects.filter(kind="render_certificate"):
        render_certificate(job)
