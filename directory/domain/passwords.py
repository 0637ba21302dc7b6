"""Asking for a new password and setting it."""

from typing import Literal

from axes.utils import reset as unlock
from django.utils import timezone

from directory.actors import Actor
from directory.domain.mail import QUEUE, RESET_JOB
from directory.lockout import key_of
from directory.models import Person
from record.domain.work import recorded

ONE_MAIL_SECONDS = 300


def request_reset(*, person: Person) -> None:
    """Have a link mailed to the person, once in five minutes however often it is asked for.

    Who is inactive, or has not yet accepted the invitation, gets none.
    """
    if not person.is_active or not person.has_usable_password():
        return
    version = str(int(timezone.now().timestamp()) // ONE_MAIL_SECONDS)
    with recorded(actor=Actor(person).ledger) as work:
        work.job(RESET_JOB, subject=str(person.pk), version=version, queue=QUEUE)


def set_password(
    *, person: Person, password: str, way: Literal["invitation", "reset", "change"]
) -> Person:
    """Set the person's own password; their sessions elsewhere end, and so do their lock-outs.

    The password must have passed the validators.
    """
    with recorded(actor=Actor(person).ledger) as work:
        person.set_password(password)
        person.save(update_fields=["password"])
        work.event("password_set", subject=f"person:{person.pk}", facts={"way": way})
        unlock(username=key_of(person))
    return person
