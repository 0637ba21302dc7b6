"""The minutes of a closing: that the sheets were sealed, by which root, by which two people.

They are handed out before anybody has seen a result, so they hold no value, mean or order.
"""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.models import Application
from jury.domain.papers.frame import LANGUAGE, frame
from jury.models import Closing
from jury.queries.sheets import counted_in
from record.canonical import Json
from record.dates import moment_text
from record.domain.printed_checkpoints import latest_checkpoint


def closing_data(closing: Closing) -> dict[str, Json]:
    """The minutes of one closing, with the latest checkpoint of the ledger."""
    season = closing.panel.season
    proposal = closing.proposal
    with override(LANGUAGE):
        return {
            **frame(
                season,
                title=_("Berita Acara Penutupan Penilaian"),
                on=timezone.localdate(closing.at),
                number=f"BAPP/{season.year}/{str(closing.pk)[:8]}",
            ),
            "panel": closing.panel.name,
            "closed_at": moment_text(closing.at),
            "root": closing.root,
            "sheets": closing.sheets,
            "digests": [version.digest for version in counted_in(closing)],
            "units": _units(closing),
            "people": [
                {"name": person.name, "nip": person.nip or ""}
                for person in (proposal.by, proposal.confirmed_by)
                if person is not None
            ],
            "checkpoint": latest_checkpoint(),
        }


def _units(closing: Closing) -> list[Json]:
    """The units by name with the number of sheets that count, whatever these come to."""
    sheets = Counter(version.sheet.application_id for version in counted_in(closing))
    rows = Application.objects.filter(pk__in=sheets).select_related("unit").order_by("unit__name")
    return [
        {"unit": row.unit.name, "code": row.unit.work_unit_code, "sheets": sheets[row.pk]}
        for row in rows
    ]
