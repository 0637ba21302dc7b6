"""Making one decision public after the season's publication: an amendment, or a revocation."""

import hashlib
from datetime import date

from django.utils import timezone

from award.rules import someone
from directory.actors import Actor
from jury.models import Decision, Publication
from jury.queries.published import amended
from record.canonical import Fact, canonical
from record.domain.checkpoints import CHECKPOINT_JOB
from record.domain.work import Work


def make_public(
    decision: Decision, *, number: str, on: date | None, note: str, by: Actor, work: Work
) -> Publication:
    """Enter the publication of one decision; a later edition of the list of laureates is made.

    The earlier editions stay, and are shown as superseded. The caller holds the application's lock.
    """
    application, now = decision.application, timezone.now()
    row = amended(application, decision, number=number)
    publication = Publication.objects.create(
        season=application.season,
        application=application,
        number=number,
        date=on or timezone.localdate(now),
        digest=hashlib.sha256(canonical(row).encode()).hexdigest(),
        note=note,
        by=someone(by),
        at=now,
    )
    facts: dict[str, Fact] = {
        "digest": publication.digest,
        "number": number,
        "date": publication.date,
    }
    work.event("amendment_published", subject=f"application:{application.pk}", facts=facts)
    work.job(CHECKPOINT_JOB, subject=f"publication:{publication.pk}")
    work.job("render_laureates", subject=f"publication:{publication.pk}")
    return publication
