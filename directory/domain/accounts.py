"""What an account is made of; who may make one is for the callers to ask."""

from dataclasses import asdict, dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from directory.domain.mail import INVITATION_JOB, QUEUE
from directory.models import Person
from directory.models.person import normal_email
from record.domain.work import Work


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the directory knows about a person, as somebody types it."""

    name: str
    email: str
    nip: str | None = None
    rank: str = ""
    position: str = ""


def details_of(person: Person) -> Details:
    """The person's details as they stand, for a form to begin with."""
    return Details(
        name=person.name,
        email=person.email,
        nip=person.nip,
        rank=person.rank,
        position=person.position,
    )


def fill(person: Person, details: Details) -> None:
    """Write the details into a row that is not saved here."""
    person.name = details.name
    person.email = normal_email(details.email)
    person.nip = details.nip or None
    person.rank = details.rank
    person.position = details.position


def twins(person: Person) -> QuerySet[Person]:
    """The others who have that address or that NIP."""
    same = Q(email=person.email)
    if person.nip:
        same |= Q(nip=person.nip)
    return Person.objects.exclude(pk=person.pk).filter(same)


def open_account(work: Work, person: Person, *, mailed: bool) -> None:
    """Save an account that nobody can sign in to yet; `mailed`, its owner gets the first link."""
    person.set_unusable_password()
    person.invited_at = timezone.now() if mailed else None
    person.save(force_insert=True)
    given = {field: value for field, value in asdict(details_of(person)).items() if value}
    facts = {field: work.commitment(value) for field, value in given.items()}
    subject = f"person:{person.pk}"
    if mailed:
        work.event("person_invited", subject=subject, facts=facts)
        _mail_invitation(work, person)
    else:
        work.event("person_entered", subject=subject, facts=facts)


def invite(work: Work, person: Person) -> None:
    """Mail a link; the caller enters the event."""
    person.invited_at = timezone.now()
    person.save(update_fields=["invited_at"])
    _mail_invitation(work, person)


def _mail_invitation(work: Work, person: Person) -> None:
    # The job's version only tells two invitations of one person apart.
    version = timezone.now().strftime("%Y%m%dT%H%M%S%f")
    work.job(INVITATION_JOB, subject=str(person.pk), version=version, queue=QUEUE)
