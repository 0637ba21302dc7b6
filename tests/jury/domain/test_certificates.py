"""A certificate is valid only while its award is in force, whatever happens at that moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.domain import lock
from award.enums import State
from award.models import Application
from directory.actors import Actor
from directory.queries.roles import today
from jury.domain.certificates import render_certificate
from jury.domain.hearings import carry_out, open_hearing, propose_consequence
from jury.models import Certificate, Hearing
from record.models import Job
from tests.jury.worlds import NUMBER, Jury
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


def revoke(world: Jury) -> None:
    admin, past = Actor(world.admin), timezone.now() - timedelta(days=1)
    hearing = open_hearing(application_id=world.application.pk, charge="Jelaskan.", by=admin)
    opened = Hearing.objects.filter(pk=hearing.pk)
    opened.update(opened_at=past - timedelta(days=9), answer_due=past)
    proposal = propose_consequence(
        hearing=opened.get(), reason="Palsu.", number=NUMBER, on=today(), by=admin
    )
    carry_out(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.chair))


def test_no_certificate_is_made_valid_while_the_award_is_revoked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The revocation holds the application first; the job waits for it."""
    world = Jury()
    world.published()

    def locked(*given: Any, **named: Any) -> Application:
        revoke(world)
        return lock.locked(*given, **named)

    monkeypatch.setattr("jury.domain.certificates.locked", locked)
    render_certificate(Job.objects.get(kind="render_certificate"))
    assert reload(world.application).state == State.REVOKED
    assert not Certificate.objects.exists()
