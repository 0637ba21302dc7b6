"""The mails with a link in them, sent by the background when it takes their job.

A link is made here and not when the job is written, so that no table ever holds one.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from directory.domain.links import INVITATION, RESET, LinkTokens
from directory.enums import Zone
from directory.models import Person
from record.dates import moment_text
from record.models import Job

INVITATION_JOB = "send_invitation"
RESET_JOB = "send_password_reset"
# A queue of its own: mail that waits for its server must not hold up anything else.
QUEUE = "mail"


def send_invitation(job: Job) -> None:
    """Mail the link to the job's person; nothing if they have a password or left meanwhile."""
    person = Person.objects.get(pk=job.subject)
    if not person.is_active or person.has_usable_password():
        return
    with translation.override(person.language):
        _send(
            person,
            _("Undangan ke sistem Penghargaan P2HAM"),
            _(
                "Yth. %(name)s,\n\n"
                "Anda diundang untuk menggunakan sistem Penghargaan Pelayanan Publik Berbasis HAM."
                " Buatlah kata sandi Anda melalui tautan ini:\n\n%(link)s\n\n"
                "Tautan berlaku sampai %(until)s dan hanya dapat digunakan satu kali."
                " Sesudah itu, masuklah dengan surel atau NIP Anda.\n"
            ),
            INVITATION,
        )


def send_password_reset(job: Job) -> None:
    """Mail the link to the job's person; nothing if they may not sign in."""
    person = Person.objects.get(pk=job.subject)
    if not person.is_active or not person.has_usable_password():
        return
    with translation.override(person.language):
        _send(
            person,
            _("Kata sandi baru untuk sistem Penghargaan P2HAM"),
            _(
                "Yth. %(name)s,\n\n"
                "Ada permintaan kata sandi baru untuk akun Anda. Buatlah melalui tautan ini:\n\n"
                "%(link)s\n\n"
                "Tautan berlaku sampai %(until)s dan hanya dapat digunakan satu kali."
                " Jika Anda tidak memintanya, abaikan surel ini; kata sandi Anda tetap berlaku.\n"
            ),
            RESET,
        )


def _send(person: Person, subject: str, body: str, links: LinkTokens) -> None:
    given = {
        "name": person.name,
        "link": links.address(person),
        "until": moment_text(timezone.now() + links.lifetime, Zone(person.time_zone).info),
    }
    send_mail(subject, body % given, settings.DEFAULT_FROM_EMAIL, [person.email])
