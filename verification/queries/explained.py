"""What a check wrote about a file, for people to read."""

import re
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from record.dates import day_text, moment_text
from verification.models import Finding

# The checks know no reader, so they write instants as machines do: 2026-04-26 07:33+00:00.
WRITTEN = re.compile(
    r"\b(\d{4}-\d{2}-\d{2})([ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}:\d{2})?)?"
)


# Where a twin is that the unit may know of: in its own files.
OWN_SCOPES = frozenset({"same_application", "other_season"})


def speaks_of_another_unit(finding: Finding) -> bool:
    """Whether the finding would tell that somebody else owns the same or a like file."""
    told_by_kind = finding.kind.endswith("_other_unit")
    return told_by_kind or (
        finding.other_id is not None and finding.facts.get("scope") not in OWN_SCOPES
    )


def explained_to_unit(finding: Finding) -> str:
    """The explanation as the unit may read it, which never learns of another unit's files."""
    if not speaks_of_another_unit(finding):
        return explained(finding)
    return _(
        "Tim perlu mengetahui asal berkas ini: kapan, di mana, dan oleh siapa dibuat. "
        "Hal ini sering terjadi dan belum berarti ada kesalahan."
    )


def explained(finding: Finding) -> str:
    """The explanation in the reader's language, its days and moments in words.

    What a person wrote stays as it was written.
    """
    english = (get_language() or "id").startswith("en")
    text = finding.explanation_en if english else finding.explanation_id
    return text if finding.raised_by_id else in_words(text)


def in_words(text: str) -> str:
    """A text of a check with its days and moments as people read them."""
    return WRITTEN.sub(_in_words, text)


def _in_words(written: re.Match[str]) -> str:
    try:
        instant = datetime.fromisoformat(written[0])
    except ValueError:  # a number that only looks like a day
        return written[0]
    return moment_text(instant) if written[2] else day_text(instant.date())
