"""The stages of a rehearsed season in their order, each with its day and its acts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from workers.rehearsal.acts import centre, kanwil, units
from workers.rehearsal.planning.course import APPOINTED, DAY, UPLOADED, Course, on
from workers.rehearsal.scene import Scene

Act = Callable[[Scene], None]
HAND_IN = "hand_in"


@dataclass(frozen=True)
class Stage:
    """What is done on one day. The jobs it makes are all done before the next begins."""

    name: str
    at: datetime
    acts: tuple[Act, ...]


def stages(course: Course) -> Iterator[Stage]:
    """From the opening to the archive."""
    tick = centre.let_time_pass
    yield Stage("open", on(2, 1), (centre.open_season,))
    yield Stage("answer", on(2, 10), (units.answer,))
    yield Stage("send_forms", on(2, 20), (units.send_forms, units.withdraw))
    yield Stage("forms_due", on(5, 1), (tick,))
    yield Stage("appoint", APPOINTED, (kanwil.appoint,))
    yield Stage(HAND_IN, UPLOADED, (units.hand_in,))
    yield Stage("send_evidence", on(6, 1), (units.send_evidence,))
    yield Stage("ask", on(6, 3), (kanwil.ask_units, units.answer_teams))
    yield Stage("send_back", on(6, 5), (kanwil.ask_repairs,))
    yield Stage("mend", on(6, 5, 20), (units.mend,))
    yield Stage("repairs_due", course.repair_over, (tick,))
    yield Stage("verify", course.verified, (kanwil.find_decree_lapsed, kanwil.verify))
    yield Stage("accuse", course.verified + DAY / 2, (kanwil.accuse,))
    yield Stage("disqualify", course.heard, (centre.disqualify,))
    yield Stage("extend", on(8, 30), (centre.extend_late,))
    yield Stage("evidence_due", course.evidence_over, (tick,))
    yield Stage("hand_in_late", course.evidence_over + 5 * DAY, (units.hand_in_late,))
    yield Stage("verify_late", course.extended_until, (kanwil.verify,))
    yield Stage("forward", course.forwarded, (centre.settle_findings, kanwil.forward))
    yield Stage("judge", course.judged, (centre.judge,))
    yield Stage("begin_scoring", course.judged + 10 * DAY, (centre.begin_scoring, centre.decide))
    yield Stage("publish", course.published, (centre.publish,))
    yield Stage("object", course.objected, (units.object_to,))
    yield Stage("answer_objections", course.answered, (centre.answer_objections,))
    yield Stage("judge_again", course.amended, (centre.judge_again,))
    yield Stage("archive", course.archived, (centre.archive,))
