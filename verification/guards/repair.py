"""Whether an application may go back to its unit for repair."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from award.enums import DateKind
from award.given import Given
from award.models import Application
from award.queries.calendar import due
from award.queries.instruments import indicator_names, instrument_of
from verification.enums import RepairCode

# A round shorter than this could not be used by anybody.
SHORTEST = timedelta(hours=12)


def repair_possible(application: Application, given: Given) -> list[str]:
    """`data["repairs"]` maps indicators to codes; there must be rounds and time left."""
    return [
        *_asks_wrong(application, given.data.get("repairs")),
        *_no_round_left(application),
        *_no_time_left(application, given),
    ]


def repair_due(application: Application, at: datetime) -> datetime:
    """When a round that begins at that instant ends: never past the date for verification."""
    days = instrument_of(application.season).process.repair_days
    ends = at + timedelta(days=days)
    last = due(application, DateKind.VERIFICATION_DUE)
    return ends if last is None else min(ends, last)


def _asks_wrong(application: Application, repairs: object) -> list[str]:
    if not isinstance(repairs, Mapping) or not repairs:
        return [_("Pilih sedikitnya satu indikator yang perlu diperbaiki.")]
    known = indicator_names(application)
    reasons = []
    for code, reason_codes in repairs.items():
        if code not in known:
            reasons.append(_("Indikator %(code)s tidak berlaku untuk UPT ini.") % {"code": code})
        if not reason_codes or set(reason_codes) - set(RepairCode.values):
            text = _("Pilih alasan perbaikan indikator “%(indicator)s”.")
            reasons.append(text % {"indicator": known.get(code, code)})
    return reasons


def _no_round_left(application: Application) -> list[str]:
    most = instrument_of(application.season).process.repair_rounds_max
    if application.repair_round < most:
        return []
    return [_("Semua %(count)d kesempatan perbaikan sudah terpakai.") % {"count": most}]


def _no_time_left(application: Application, given: Given) -> list[str]:
    if repair_due(application, given.at) - given.at >= SHORTEST:
        return []
    return [_("Batas verifikasi terlalu dekat atau sudah lewat untuk perbaikan.")]
