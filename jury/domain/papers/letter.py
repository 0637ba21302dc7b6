"""The letter that tells one unit its result, with the reasons and how to object."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.queries.instruments import instrument_of
from jury.domain.papers.frame import LANGUAGE, frame
from jury.enums import Outcome
from jury.models import Decision
from record.canonical import Json
from record.dates import day_text, moment_text


def letter_data(
    decision: Decision, *, on: date, objection_until: datetime | None
) -> dict[str, Json]:
    """The letter of one decision, dated `on`; `objection_until` None: none can be filed."""
    application = decision.application
    unit, zone = application.unit, application.region.zone.info
    address = f"{settings.PUBLIC_URL}/pengajuan/{application.pk}/hasil/"
    with override(LANGUAGE):
        bands = {b.code: str(b.title) for b in instrument_of(application.season).scoring.grades}
        return {
            **frame(
                application.season,
                title=_("Surat Pemberitahuan Hasil"),
                on=on,
                number=f"SPH/{unit.work_unit_code}/{application.season.year}/{decision.version}",
            ),
            "unit": unit.name,
            "region": application.region.name,
            "outcome": str(Outcome(decision.outcome).label),
            "grade": bands.get(decision.grade, "") if decision.outcome == Outcome.AWARDED else "",
            "decree": decision.number,
            "decree_date": day_text(decision.date) if decision.date else "",
            "reasons": decision.reasons,
            "objection_until": moment_text(objection_until, zone) if objection_until else "",
            "address": address,
        }
