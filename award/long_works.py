"""What the award has the background do for people who ask."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from award.domain.announcing import DELIVER, deliver
from award.models import Announcement
from award.queries.announcements import reach_of
from record.domain.long_works import Page, Run, register
from record.models import LongWork


def _deliver(run: Run) -> Page:
    announcement = _announcement(run.work)
    deliver(announcement, progress=run.progress)
    return Page(reverse("award:announcement", args=[announcement.pk]))


def _may_deliver(work: LongWork) -> bool:
    return reach_of(work.asked_by).covers(_announcement(work).region)


def _announcement(work: LongWork) -> Announcement:
    rows = Announcement.objects.select_related("season__instrument", "region")
    return rows.get(pk=work.params["announcement"])


register(DELIVER, title=_("Pengiriman pengumuman"), may=_may_deliver, do=_deliver)
