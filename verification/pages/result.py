"""What a verification came to, in a few lines: what the Kanwil head reads before passing it on."""

from typing import Any

from django.urls import reverse

from award.enums import DateKind
from award.models import Application
from award.queries.calendar import due
from verification.enums import ClosingKind
from verification.pages.desk_rows import DeskRow, all_rows, desk_groups
from verification.queries.closing import current_closing


def result_of(found: Application) -> dict[str, Any]:
    """The signed document, how many indicators stand, where Kanwil and unit differ, by when."""
    rows = all_rows(desk_groups(found))
    minutes = current_closing(found, ClosingKind.MINUTES)
    return {
        "minutes": minutes,
        "signers": [s.person.name for s in minutes.signatures.select_related("person")]
        if minutes
        else [],
        "done": sum(row.standing for row in rows),
        "total": len(rows),
        "differing": [
            {"name": f"{row.slot.number}. {row.slot.indicator.text}", "row": row}
            for row in rows
            if _differs(row)
        ],
        "questions": sum(row.questions for row in rows),
        "due": due(found, DateKind.FORWARDING_DUE),
        "desk_url": reverse("verification:desk", args=[found.pk]),
    }


def _differs(row: DeskRow) -> bool:
    """Whether the Kanwil's value is not the unit's."""
    said, value = row.slot.said, row.value
    return value is not None and (said is None or row.slot.gap or value.value != said.value)
