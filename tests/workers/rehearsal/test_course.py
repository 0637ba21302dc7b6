"""However many days an instrument gives, nobody in a rehearsal acts too early or too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from award.enums import DateKind
from criteria.instrument import Process
from tests.workers.rehearsal.orders import instrument
from workers.rehearsal.planning.course import APPOINTED, CALENDAR, Course
from workers.rehearsal.stages import stages

USUAL = instrument().process
LONG = replace(USUAL, repair_days=60, hearing_days=90, evidence_days_min=150, objection_days=60)
SHORT = replace(USUAL, repair_days=1, hearing_days=1, evidence_days_min=1, objection_days=1)


@pytest.mark.parametrize("process", [USUAL, LONG, SHORT])
def test_what_is_waited_for_is_over_when_it_must_be(process: Process) -> None:
    course = Course(process)
    days = course.process
    at = {stage.name: stage.at for stage in stages(course)}
    assert at["disqualify"] - at["accuse"] > timedelta(days=days.hearing_days)
    assert at["evidence_due"] > CALENDAR[DateKind.EVIDENCE_DUE]
    assert at["evidence_due"] - APPOINTED > timedelta(days=days.evidence_days_min)
    assert at["hand_in_late"] < course.extended_until
    assert at["begin_scoring"] > CALENDAR[DateKind.FORWARDING_DUE]
    assert at["object"] - at["publish"] < timedelta(days=days.objection_days)
    assert at["archive"] - at["judge_again"] > timedelta(days=days.objection_days)
    assert at["mend"] - at["send_back"] < timedelta(days=days.repair_days)


@pytest.mark.parametrize("process", [USUAL, LONG, SHORT])
def test_the_stages_come_in_the_order_of_their_days(process: Process) -> None:
    course = Course(process)
    # Asking for more time comes when it comes; the clock never goes back for it.
    days = [stage.at for stage in stages(course) if stage.name != "extend"]
    assert days == sorted(days)
