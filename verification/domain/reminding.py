"""Reminders before a deadline, quiet for whoever is done."""

from collections import defaultdict
from uuid import UUID

from django.utils import timezone

from record.canonical import instant
from record.domain.work import recorded
from record.rules import SYSTEM
from verification.queries.deadlines import Near, near

REMINDED = "deadline_near"
WORK_LIST = "/kerja/"


def remind_of_deadlines() -> int:
    """Tell each person once a mark what still waits for them; returns how many are concerned.

    Safe to run at any time and twice at once: a notice is unique to its person, date and mark. A
    date that is moved later has marks of its own.
    """
    told = 0
    for date, counts in near(timezone.now()).items():
        alike: dict[int, list[UUID]] = defaultdict(list)
        for person, count in counts.items():
            alike[count].append(person)
        for count, people in alike.items():
            _tell(date, count, people)
            told += len(people)
    return told


def _tell(date: Near, count: int, people: list[UUID]) -> None:
    due = instant(date.due)
    with recorded(actor=SYSTEM) as work:
        work.notice(
            f"{REMINDED}_{date.kind}",
            to=people,
            event_key=f"{date.kind}:{due}:{date.mark}",
            params={"due_at": due, "count": count},
            link=WORK_LIST,
        )
