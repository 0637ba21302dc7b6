"""Whether a file fits its slot: kind, number, quota, and not twice in one application."""

from django.utils.translation import gettext as _

from award.errors import Refused
from award.models import Application
from award.queries.instruments import indicator_names, instrument_of
from criteria.instrument import Indicator
from verification.domain.intake import Arrived
from verification.queries.evidence import evidence_kind, files_and_bytes, live_versions_of
from workers.checks.kinds import Kind

# What one unit may send in one season, all versions together.
MOST_FILES = 2000
MOST_BYTES = 8 * 1024**3


def require_fit(application: Application, code: str, arrived: Arrived, *, further: bool) -> None:
    """Raise Refused where the file cannot stand under the indicator.

    `further` says that it is an additional item and not the next version of one.
    """
    instrument = instrument_of(application.season)
    indicator = instrument.indicator(code)
    _kind_fits(indicator, arrived.kind)
    if further:
        _count_fits(application, indicator)
    if instrument.process.refuse_same_file_twice:
        _not_used_elsewhere(application, arrived.stored.sha256)
    files, total = files_and_bytes(application)
    if files >= MOST_FILES or total + arrived.stored.size > MOST_BYTES:
        raise Refused([_("Kuota data dukung UPT ini sudah habis. Hubungi Ditjen HAM.")])


def _kind_fits(indicator: Indicator, kind: Kind) -> None:
    if evidence_kind(kind.code) in indicator.evidence.kinds:
        return
    if indicator.evidence.kinds == ("photo",):
        raise Refused([_("Untuk indikator ini hanya foto yang diterima.")])
    raise Refused([_("Untuk indikator ini hanya dokumen yang diterima.")])


def _count_fits(application: Application, indicator: Indicator) -> None:
    there = live_versions_of(application).filter(item__indicator=indicator.code).count()
    if there >= indicator.evidence.count_max:
        text = _("Indikator ini sudah berisi %(count)d berkas, yaitu batasnya. Ganti salah satu.")
        raise Refused([text % {"count": there}])


def _not_used_elsewhere(application: Application, sha256: str) -> None:
    """The same bytes for two indicators: what units lose the award by."""
    used = live_versions_of(application).filter(blob=sha256).first()
    if used is None:
        return
    text = _(
        "Berkas yang sama sudah dipakai untuk indikator “%(indicator)s” (berkas %(number)d). "
        "Setiap indikator memerlukan foto atau dokumen sendiri."
    )
    name = indicator_names(application)[used.item.indicator]
    raise Refused([text % {"indicator": name, "number": used.item.number}])
