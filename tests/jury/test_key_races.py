"""Locked rows against the foreign keys of others, which PostgreSQL checks at COMMIT.

That check wants the key of each row referred to, and who appended to the ledger holds the chain's
lock meanwhile: a lock that refused the key would stop every writer, or end in a deadlock.
"""

import time
from threading import Thread

import pytest

from directory.actors import Actor
from directory.domain.accounts import details_of
from directory.domain.people import amend_person
from directory.enums import RoleKind
from jury.domain.conflicts import declare
from jury.domain.panels import seat_juror
from record.domain.work import recorded
from tests.award.stages import Stage, head_of, stage_for
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury
from tests.support.racing import Act, alone
from tests.verification.situations import Scene
from verification.domain.decrees import end_decree

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def beside(first: Act, *others: Act, seconds: float = 1.0) -> list[Exception]:
    """Do `first`, start the others beside it, commit a moment later; what any of them raised."""
    raised: list[Exception] = []
    threads = [Thread(target=alone, args=(act, raised)) for act in others]
    with recorded(actor="system"):
        first()
        for thread in threads:
            thread.start()
            time.sleep(seconds)
    for thread in threads:
        thread.join(20)
    return raised


def correct_the_name(stage: Stage) -> None:
    head = head_of(stage.application)
    admin = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    amend_person(actor=admin, person=head, details=details_of(head))


def test_somebody_acts_while_an_admin_corrects_their_name() -> None:
    stage = stage_for("submit_self_assessment")
    assert beside(lambda: correct_the_name(stage), stage.act) == []


def test_who_has_nothing_to_do_with_it_does_not_wait() -> None:
    """The head's name is corrected; the head sends; a stranger's act comes after."""
    stage, took = stage_for("submit_self_assessment"), []

    def stranger() -> None:
        begun = time.monotonic()
        with recorded(actor="system") as work:
            work.event("job_poison", subject="job:1", facts={})
        took.append(time.monotonic() - begun)

    beside(lambda: correct_the_name(stage), stage.act, stranger, seconds=2.0)
    assert len(took) == 1
    assert took[0] < 1


def test_a_decree_ends_while_a_member_who_was_first_saves_a_value() -> None:
    scene = Scene()
    secretariat = Actor(scene.place.secretariat)
    assert (
        beside(
            lambda: scene.verify(scene.indicators[0], value="tidak", observation="Tidak ada"),
            lambda: end_decree(decree_id=scene.decree.pk, reason="x", by=secretariat),
        )
        == []
    )


def test_a_juror_is_seated_while_another_declares() -> None:
    world, another = Jury(), make_holder(RoleKind.JUROR)
    seat, juror = world.seat(0).pk, Actor(world.jurors[0])
    application = world.application.pk
    assert (
        beside(
            lambda: declare(seat_id=seat, application_id=application, conflict=None, by=juror),
            lambda: seat_juror(panel=world.panel, person=another, by=Actor(world.secretary)),
        )
        == []
    )
