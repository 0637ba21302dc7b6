"""What the centre has the background do."""

from django.utils.translation import gettext_lazy as _

from award.models import Season
from directory.actors import Actor
from directory.queries.roles import holds_any
from jury.domain.mailing import SENDERS, mailing
from record.domain.long_works import File, Run, register
from record.models import LongWork

MAILING = "jury.mailing"


def _mailing(run: Run) -> File:
    """`params`: the year, and the code of a Kanwil or an empty text for all."""
    given = run.work.params
    season = Season.objects.select_related("instrument").get(year=given["year"])
    chunks = mailing(
        season=season, region=given["region"], by=Actor(run.work.asked_by), progress=run.progress
    )
    place = given["region"] or "semua"
    return File(f"surat-dan-piagam-{season.year}-{place}.zip", "application/zip", chunks)


def _may_have(work: LongWork) -> bool:
    return holds_any(work.asked_by, SENDERS)


register(MAILING, title=_("Surat dan piagam"), may=_may_have, do=_mailing)
