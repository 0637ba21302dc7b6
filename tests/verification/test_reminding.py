"""Reminders before a deadline: to whom, once a mark, and to nobody who is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from award.domain.extensions import extend
from award.enums import DateKind, SeasonState, State
from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from record.domain.notice_texts import words
from record.models import Job, Notice
from tests.award.stages import head_of
from tests.directory.factories import make_holder, make_region
from tests.support.racing import second_waits
from tests.verification.situations import Scene, make_application, make_season, put
from verification.domain.reminding import remind_of_deadlines
from verification.queries.deadlines import near

pytestmark = pytest.mark.django_db


def told() -> set[Person]:
    return {notice.recipient for notice in Notice.objects.filter(kind__startswith="deadline_near")}


@pytest.mark.parametrize(("days", "told_once"), [(8, 0), (6.5, 1), (2, 1), (0.5, 1), (-1, 0)])
def test_one_is_reminded_from_a_week_before_until_it_is_over(days: float, told_once: int) -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": days})
    remind_of_deadlines()
    remind_of_deadlines()
    of_head = Notice.objects.filter(recipient=head_of(scene.application))
    assert of_head.filter(kind="deadline_near_self_assessment_due").count() == told_once


def test_each_mark_reminds_once_and_also_by_mail() -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": 6})
    dates = scene.season.dates.filter(kind=DateKind.SELF_ASSESSMENT_DUE)
    due = dates.get().at
    for before in (6, 5, 2, 1.5, 0.5, 0.2):
        assert len(near(due - timedelta(days=before))) == 1
    marks = [next(iter(near(due - timedelta(days=b)))).mark for b in (6, 2, 0.5)]
    assert marks == [7, 3, 1]
    remind_of_deadlines()
    notice = Notice.objects.get(kind="deadline_near_self_assessment_due")
    assert Job.objects.filter(kind="send_mail", subject=str(notice.pk)).exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_remind_and_mail_once() -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": 6})
    assert second_waits(remind_of_deadlines, remind_of_deadlines) is None
    notices = Notice.objects.filter(kind="deadline_near_self_assessment_due")
    assert [notice.recipient for notice in notices] == [head_of(scene.application)]
    assert Job.objects.filter(kind="send_mail").count() == Notice.objects.count()


@pytest.mark.parametrize(
    ("state", "kind", "role"),
    [
        (State.SELF_ASSESSED, DateKind.TEAM_DUE, RoleKind.REGION_SECRETARIAT),
        (State.VERIFIED, DateKind.FORWARDING_DUE, RoleKind.REGION_HEAD),
    ],
)
def test_the_office_of_the_region_is_told_how_many_wait(
    state: State, kind: DateKind, role: RoleKind
) -> None:
    season = make_season()
    season.dates.filter(kind=kind).update(at=timezone.now() + timedelta(days=2))
    first = make_application(season, state=state)
    second = make_application(season, state=state)
    Application.objects.filter(pk=second.pk).update(region=first.region)
    holder = make_holder(role, region=first.region)
    elsewhere = make_holder(role, region=make_region("papua"))
    remind_of_deadlines()
    assert elsewhere not in told()
    notice = Notice.objects.get(recipient=holder)
    assert notice.params["count"] == 2
    assert words(notice.kind, notice.params).body.startswith("2 pengajuan")


def test_the_team_in_force_is_told_and_nobody_else() -> None:
    scene = Scene(days={"verification_due": 2})
    remind_of_deadlines()
    assert scene.leader in told()
    assert head_of(scene.application) not in told()


def test_who_is_done_hears_nothing() -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": 2})
    put(scene.application, State.IN_SCORING)
    remind_of_deadlines()
    assert not told()


def test_a_season_that_is_over_reminds_nobody() -> None:
    scene = Scene(state=State.AWARDED, days={"evidence_due": 2})
    scene.season.state = SeasonState.DECIDED
    scene.season.save()
    assert remind_of_deadlines() == 0


def test_more_time_is_counted_and_reminded_of_anew() -> None:
    scene = Scene(state=State.DRAFT, days={"self_assessment_due": 2})
    head = head_of(scene.application)
    remind_of_deadlines()
    reminders = Notice.objects.filter(recipient=head, kind="deadline_near_self_assessment_due")
    for days, reminded in ((3, 2), (20, 2)):
        extend(
            season_id=scene.season.pk,
            kind=DateKind.SELF_ASSESSMENT_DUE,
            unit=scene.application.unit,
            until=timezone.now() + timedelta(days=days),
            reason="Banjir.",
            by=Actor(make_holder(RoleKind.CENTRE_ADMIN)),
        )
        remind_of_deadlines()
        assert reminders.count() == reminded
    assert remind_of_deadlines() == 0


def test_the_queries_do_not_grow_with_the_applications() -> None:
    season = make_season(self_assessment_due=2)
    counts = []
    for more in (2, 12):
        for _each in range(more):
            make_application(season, state=State.DRAFT)
        with CaptureQueriesContext(connection) as seen:
            assert near(timezone.now())
        counts.append(len(seen))
    assert counts[0] == counts[1]
