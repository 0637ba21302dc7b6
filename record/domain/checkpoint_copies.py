"""Copies of checkpoints outside: what the operator no longer holds cannot be changed by them."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from record.domain import queue
from record.models import Checkpoint, Job

MAIL_JOB, STORE_JOB = "mail_checkpoint", "store_checkpoint"
KEPT = timedelta(days=3653)  # of a bucket's retention: ten years


def order(checkpoint: Checkpoint) -> None:
    """Have the copies sent; called in the transaction that writes the checkpoint.

    Each address has a job of its own: one that takes no mail must not send the others theirs anew.
    """
    subjects = [str(checkpoint.size)]
    for address in settings.CHECKPOINT_MAILS:
        queue.insert(kind=MAIL_JOB, subjects=subjects, version=code_of(address), queue="mail")
    if settings.CHECKPOINT_STORE:
        queue.insert(kind=STORE_JOB, subjects=subjects, version="1", queue="default")


def code_of(address: str) -> str:
    """What stands for the address in a job, and in the ledger if that fails."""
    return salted_hmac("record.checkpoint_mail", address, algorithm="sha256").hexdigest()[:32]


def mail(job: Job) -> None:
    """Mail the checkpoint to the job's address; sent twice it has the same Message-ID.

    Raises LookupError for an address that the settings no longer hold.
    """
    checkpoint = Checkpoint.objects.get(pk=int(job.subject))
    address = next((a for a in settings.CHECKPOINT_MAILS if code_of(a) == job.version), None)
    if address is None:
        raise LookupError("this address is not in CHECKPOINT_MAILS any more")
    with override("id"):
        subject = _("Titik periksa catatan P2HAM: %(size)d entri") % {"size": checkpoint.size}
        body = _(
            "Simpan surat ini. Dengan teks di bawah ini siapa pun dapat membuktikan kelak bahwa "
            "catatan periode penghargaan tidak diubah sejak saat itu.\n\n%(note)s\nKunci: %(key)s\n"
        ) % {"note": checkpoint.note, "key": checkpoint.key}
    host = settings.PUBLIC_URL.split("//")[-1].split("/")[0].split(":")[0]
    headers = {"Message-ID": f"<checkpoint-{checkpoint.size}@{host}>"}
    EmailMessage(subject=subject, body=body, to=[address], headers=headers).send()


def store(job: Job) -> None:
    """Put the checkpoint into the bucket, where nobody may delete it for ten years.

    Raises StoreUnavailable when the bucket does not take it, also when it locks nothing.
    """
    from record.store.locked import put_locked  # noqa: PLC0415  boto3 is slow to import

    checkpoint = Checkpoint.objects.get(pk=int(job.subject))
    put_locked(
        settings.CHECKPOINT_STORE,
        name=f"checkpoints/{checkpoint.size:012d}.txt",
        body=checkpoint.note.encode(),
        until=timezone.now() + KEPT,
    )
