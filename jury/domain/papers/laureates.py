"""The laureates of a season: as the decree's draft lists them, and as they were published."""

import hashlib
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.enums import State
from award.models import Season
from award.queries.instruments import instrument_of
from jury.domain.papers.frame import LANGUAGE, frame
from jury.enums import Outcome
from jury.models import Decision, Publication
from jury.queries.published import published_list
from jury.queries.told import public_decisions
from record.canonical import Json, canonical

ORDER = ("application__region__number", "application__unit__name")


def laureates_data(publication: Publication) -> dict[str, Json]:
    """The list as it stood when it was published, without what was then under embargo.

    The job may come late, after an amendment or a revocation: each of those has a list of its own,
    and this one's number, date and digest are those of its day.
    """
    season = publication.season
    found = public_decisions(until=publication.at).filter(
        application__season=season, outcome=Outcome.AWARDED
    )
    with override(LANGUAGE):
        return {
            **frame(
                season,
                title=_("Daftar Penerima Penghargaan"),
                on=publication.date,
                number=publication.number,
            ),
            "instrument": str(instrument_of(season).title),
            "as_of": timezone.localdate(publication.at).isoformat(),
            "digest": publication.digest,
            "amends": publication.note if publication.application_id else "",
            "laureates": rows_of(season, found.order_by(*ORDER)),
        }


def awarded_now(season: Season) -> list[Decision]:
    """The decisions to award, under embargo or not, in the order of the list."""
    rows = Decision.objects.filter(application__season=season, application__state=State.AWARDED)
    rows = rows.select_related("application__unit", "application__region")
    newest = {row.application_id: row for row in rows.order_by("version")}
    return sorted(
        newest.values(),
        key=lambda row: (row.application.region.number, row.application.unit.name),
    )


def list_digest(season: Season) -> str:
    """What the publication's digest will be if it is published as it stands now."""
    return hashlib.sha256(canonical(published_list(season)).encode()).hexdigest()


def rows_of(season: Season, decisions: Iterable[Decision]) -> list[Json]:
    """Unit, code, Kanwil and grade of each; no totals, no ranks."""
    bands = {band.code: str(band.title) for band in instrument_of(season).scoring.grades}
    return [
        {
            "unit": row.application.unit.name,
            "code": row.application.unit.work_unit_code,
            "region": row.application.region.name,
            "grade": bands.get(row.grade, ""),
        }
        for row in decisions
    ]
