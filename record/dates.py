"""Days and moments in words: one way of writing them, whatever the reader's language.

A format of our own, always given: without one, Django writes the order of day and month that it
thinks usual for the language, and in English that is the American one.
"""

from datetime import date, datetime, tzinfo

from django.utils import timezone
from django.utils.formats import date_format

DAY = "j F Y"
MOMENT = "j F Y H.i"


def day_text(day: date) -> str:
    """`day` in the reader's language: 9 Desember 2026, 9 December 2026."""
    return date_format(day, DAY)


def span_text(first: date, last: date) -> str:
    """The days from the first to the last: 9 Desember 2026 – 11 Desember 2026, or one day alone."""
    return day_text(first) if first == last else f"{day_text(first)} – {day_text(last)}"


def moment_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """`moment` with the name of its zone, the reader's if None: 9 Desember 2026 14.30 WITA.

    A moment without a zone is written as it is, without one.
    """
    if timezone.is_naive(moment):
        return date_format(moment, MOMENT)
    local = timezone.localtime(moment, zone)
    return f"{date_format(local, MOMENT)} {local.tzname()}"
