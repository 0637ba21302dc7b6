"""The one task that the relay publishes: run the job whose id it is given."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from uuid import UUID

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from directory.domain import mail
from jury.domain.certificates import render_certificate, render_report_card
from jury.domain.papers import making
from record.domain import checkpoint_copies as sending
from record.domain import checkpoints, digests, jobs, long_works, notices
from record.enums import JobState
from record.errors import LostLease, StoreFull, StoreUnavailable
from record.models import Job
from verification.domain import drawers
from verification.domain.checking import check
from verification.domain.evidence import CHECK_JOB
from verification.domain.visit_pictures import DRAW_JOB, draw
from verification.queries.drawings import DRAW_JOB as DRAW_EVIDENCE_JOB
from workers.app import RUN_JOB, app
from workers.limits import limits_of
from workers.mail_answers import will_never_be_taken, words_of
from workers.repeatable import BY_ITSELF

log = structlog.get_logger(__name__)
Handler = Callable[[Job], None]

# The database is away: nothing can be written down, so the broker keeps the message and the same
# message comes back. The job row lets its own retry in and counts no crash.
DATABASE_AWAY = (OperationalError, InterfaceError)
# What comes back so often is no database that is away (a query that takes too long, say): while the
# database was away the claim would not have been written either. Some ten minutes.
DATABASE_TRIES = 30
# Something else the job needs is away. The row goes back to waiting, the sweep hands it out anew.
PART_AWAY = (StoreUnavailable, StoreFull, SMTPException, ConnectionError, TimeoutError)
# Mail is late with less harm than anything else, and its server may be down over a weekend.
MAIL_PATIENCE = timedelta(days=3)


def _send_mail(job: Job) -> None:
    notices.send_mail(UUID(job.subject))


def _canary(job: Job) -> None:
    """Nothing but to have been done: its age in /healthz tells whether jobs are done at all."""


# What each kind of job does. A handler may end the job itself, by jobs.finish() in the transaction
# of its result; otherwise it is finished after the handler returned.
HANDLERS: dict[str, Handler] = {
    "canary": _canary,
    notices.MAIL: _send_mail,
    digests.DIGEST_JOB: digests.send,
    long_works.JOB: long_works.perform,
    mail.INVITATION_JOB: mail.send_invitation,
    mail.RESET_JOB: mail.send_password_reset,
    CHECK_JOB: check,
    DRAW_JOB: draw,
    checkpoints.CHECKPOINT_JOB: checkpoints.make,
    sending.MAIL_JOB: sending.mail,
    sending.STORE_JOB: sending.store,
    DRAW_EVIDENCE_JOB: drawers.draw,
    "render_certificate": render_certificate,
    "render_report_card": render_report_card,
    making.LETTER_JOB: making.render_letter,
    making.LAUREATES_JOB: making.render_laureates,
    making.CLOSING_JOB: making.render_closing,
    making.MEETING_JOB: making.render_meeting,
}


@app.task(
    bind=True,
    name=RUN_JOB,
    autoretry_for=DATABASE_AWAY,
    max_retries=None,
    retry_backoff=True,
    retry_backoff_max=60,  # seconds; far below the visibility timeout
)
def run_job(self: Any, job_id: str) -> None:
    """Do the job if it is still to be done. Delivered twice, it is done once."""
    job = jobs.claim(
        UUID(job_id),
        owner=str(self.request.id),
        retries=self.request.retries,
        lease=settings.JOB_LEASE,
    )
    if job is None:
        return
    with structlog.contextvars.bound_contextvars(job=job_id, kind=job.kind):
        try:
            do(job)
        except LostLease:
            log.warning("job_taken_over")


def do(job: Job) -> None:
    """Do a claimed job and bring it to an end that can be seen, whatever happens."""
    try:
        HANDLERS[job.kind](job)
        if job.state == JobState.RUNNING:
            with transaction.atomic():
                jobs.finish(job)
    except LostLease:
        raise
    except DATABASE_AWAY as why:
        if job.retries < DATABASE_TRIES:
            raise
        log.exception("job_failed")
        jobs.stumble(job, error=words_of(why))
    except PART_AWAY as why:
        _wait_for_it(job, why)
    except SoftTimeLimitExceeded:
        _stop(job, f"took longer than {limits_of(job).soft} s")
    except Exception as why:
        log.exception("job_failed")
        _stop(job, words_of(why))


def _stop(job: Job, error: str) -> None:
    """End the job after a fault, or have it tried again where nobody else would ask for it."""
    if job.kind in BY_ITSELF:
        jobs.stumble(job, error=error)
    else:
        jobs.fail(job, error=error)


def _wait_for_it(job: Job, why: Exception) -> None:
    """Put the job back, unless what it waits for never comes."""
    if will_never_be_taken(why):
        log.warning("mail_refused", why=words_of(why))
        jobs.fail(job, error=words_of(why))
        return
    log.warning("job_postponed", why=words_of(why))
    jobs.postpone(job, error=words_of(why), patience=_patience(job))


def _patience(job: Job) -> timedelta:
    return MAIL_PATIENCE if job.queue == mail.QUEUE else jobs.PATIENCE
