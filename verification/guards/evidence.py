"""Whether the unit's evidence is all there, and the machine is done with it."""

from django.utils.translation import gettext as _

from award.given import Given
from award.models import Application
from award.obstacle import Obstacle, leading_to
from award.queries.instruments import indicator_names
from criteria.instrument import Indicator
from verification.enums import SETTLED_STATES, CheckState
from verification.models import EvidenceVersion
from verification.queries.evidence import live_versions_of
from verification.queries.shortage import counts_photos_only, indicators_short


def evidence_complete(application: Application, given: Given) -> list[str]:
    """Each indicator has its evidence, an answer that needs none, or a declared gap.

    Files whose checks still run count: no check ever stops a unit from sending.
    """
    text = _("Indikator “%(indicator)s”: kurang %(count)d %(what)s.")
    names = indicator_names(application)
    return [
        leading_to(
            text
            % {
                "indicator": names[indicator.code],
                "count": missing,
                "what": _counted_word(indicator),
            },
            "verification:indicator",
            application.pk,
            indicator.code,
        )
        for indicator, missing in indicators_short(application)
    ]


def _counted_word(indicator: Indicator) -> str:
    return _("foto") if counts_photos_only(indicator) else _("berkas")


def checks_settled(application: Application, given: Given) -> list[str]:
    """The checks of each file are done, or a person has set them aside with a reason."""
    open_ones = live_versions_of(application).filter(checking__sealed=False)
    open_ones = open_ones.exclude(checking__state__in=SETTLED_STATES)
    names = indicator_names(application)
    return [_unsettled(version, names[version.item.indicator]) for version in open_ones]


def _unsettled(version: EvidenceVersion, name: str) -> Obstacle:
    if version.checking.state == CheckState.UNCHECKED:
        text = _(
            "Indikator “%(indicator)s”, berkas %(number)d, tidak dapat diperiksa; "
            "kesampingkan dulu."
        )
    else:
        text = _("Indikator “%(indicator)s”, berkas %(number)d, masih diperiksa.")
    named = text % {"indicator": name, "number": version.item.number}
    return leading_to(named, "verification:evidence_item", version.item_id)
