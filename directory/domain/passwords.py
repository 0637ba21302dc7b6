"""Asking for a new password and setting it."""

from typing import Literal

from axes.utils import reset as unlock
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.mail import QUEUE, RESET_JOB
from directory.errors import Refused
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

    `person` is as their link or their old password was checked; the same again changes nothing.
    The password must have passed the validators. Raises Refused where the account is over or has
    another password meanwhile.
    """
    with recorded(actor=Actor(person).ledger) as work:
        now = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not now.is_active or now.password != person.password:
            return _sent_twice(person, now, password)
        person.set_password(password)
        person.save(update_fields=["password"])
        work.event("password_set", subject=f"person:{person.pk}", facts={"way": way})
        unlock(username=key_of(person))
    return person


def _sent_twice(person: Person, now: Person, password: str) -> Person:
    """The person, if the account has this very password meanwhile; else Refused."""
    if not now.is_active or not now.check_password(password):
        raise Refused(
            [
                _(
                    "Kata sandi tidak tersimpan: akun ini baru saja berubah. "
                    "Muat ulang halaman ini, lalu coba lagi."
                )
            ]
        )
    person.password = now.password  # who changed it in their session stays signed in
    return person
