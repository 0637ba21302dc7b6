"""Whether a visit can be planned for these days with these people."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import Refused
from award.models import Application
from record.dates import span_text
from verification.models import PlannedVisit
from verification.queries.shares import acting_members
from verification.queries.team import decree_of
from verification.queries.visit_plan import absent


def days_text(plan: PlannedVisit) -> str:
    """The days of a plan in words."""
    return span_text(plan.first_day, plan.last_day)


def check_days(
    application: Application,
    first_day: date,
    last_day: date,
    *,
    apart_from: PlannedVisit | None = None,
) -> None:
    """Raise Refused with all that is wrong with the days."""
    if last_day < first_day:  # nothing true can be said of such days
        raise Refused([_("Hari terakhir mendahului hari pertama.")])
    reasons = []
    if last_day < timezone.localdate(timezone=application.region.zone.info):
        reasons.append(_("Hari itu sudah lewat. Yang sudah terjadi dicatat sebagai kunjungan."))
    decree = decree_of(application)
    if decree is None or not decree.starts <= first_day <= last_day <= decree.last_day:
        reasons.append(_("SK tim tidak berlaku pada semua hari itu."))
    plans = PlannedVisit.objects.filter(application=application, cancelled_at=None)
    if apart_from is not None:
        plans = plans.exclude(pk=apart_from.pk)
    if plans.filter(first_day__lte=last_day, last_day__gte=first_day).exists():
        reasons.append(_("Sudah ada rencana kunjungan ke UPT ini pada hari itu."))
    if reasons:
        raise Refused(reasons)


def check_people(
    application: Application, people: Collection[UUID], first_day: date, last_day: date
) -> None:
    """Raise Refused where nobody goes, or somebody who may not act or is away."""
    if not people:
        raise Refused([_("Pilih paling sedikit satu orang yang berkunjung.")])
    members = acting_members([application]).get(application.pk, {})
    if set(people) - set(members):
        raise Refused([_("Pilih anggota tim yang SK dan perannya berlaku.")])
    away = absent(people, first_day, last_day)
    text = _("%(name)s berhalangan pada hari itu.")
    if away:
        raise Refused([text % {"name": m.person.name} for pk, m in members.items() if pk in away])
