"""What a unit is asked about in a hearing: its own file, and what was found in it."""

from typing import Any

from django.urls import reverse

from award.queries.instruments import indicator_names
from jury.models import Hearing
from verification.pages.file_words import item_title
from verification.queries.explained import explained_to_unit, speaks_of_another_unit


def asked_in(hearing: Hearing) -> list[dict[str, Any]]:
    """Each finding with its file, in the words a unit may read: whose the other file is stays out.

    `for_judges` tells that a check wrote them, which speaks to its examiners.
    """
    asked = hearing.findings.select_related("finding__version__item", "finding__other__item")
    names = indicator_names(hearing.application)
    return [
        {
            "title": item_title(row.finding.version.item, names),
            "said": explained_to_unit(row.finding),
            "for_judges": row.finding.raised_by_id is None
            and not speaks_of_another_unit(row.finding),
            "url": reverse("verification:evidence_item", args=[row.finding.version.item_id]),
        }
        for row in asked
    ]
