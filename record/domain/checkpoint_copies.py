"""Copies of checkpoints outside: what the operator no longer holds cannot be changed by them."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from record.domain import queue
from record.models import Checkpoint, Job

MAIL_JOB, STORE_JOB = "mail_checkpoint", "store_checkpoint"
KEPT = timedelta(days=3653)  # of a bucket's retention: ten years


def order(checkpoint: Checkpoint) -> None:
    """Have the copies sent; called in the transaction that writes the checkpoint."""
    wanted = [
        (MAIL_JOB, "mail", settings.CHECKPOINT_MAILS),
        (STORE_JOB, "default", settings.CHECKPOINT_STORE),
    ]
    for kind, name, configured in wanted:
        if configured:
            queue.insert(kind=kind, subjects=[str(checkpoint.size)], version="1", queue=name)


def mail(job: Job) -> None:
    """Mail the checkpoint to every address; sent twice it has the same Message-ID."""
    checkpoint = Checkpoint.objects.get(pk=int(job.subject))
    with override("id"):
        subject = _("Titik periksa catatan P2HAM: %(size)d entri") % {"size": checkpoint.size}
        body = _(
            "Simpan surat ini. Dengan teks di bawah ini siapa pun dapat membuktikan kelak bahwa "
            "catatan periode penghargaan tidak diubah sejak saat itu.\n\n%(note)s\nKunci: %(key)s\n"
        ) % {"note": checkpoint.note, "key": checkpoint.key}
    host = settings.PUBLIC_URL.split("//")[-1].split("/")[0].split(":")[0]
    headers = {"Message-ID": f"<checkpoint-{checkpoint.size}@{host}>"}
    # One mail each: who else keeps a copy is nobody's business.
    for address in settings.CHECKPOINT_MAILS:
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
