"""Whether the unit's evidence is all there, and the machine is done with it."""

from django.utils.translation import gettext as _

from award.given import Given
from award.models import Application, Claim
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from verification.enums import SETTLED_STATES, CheckState
from verification.guards.lists import shortened
from verification.models import EvidenceVersion
from verification.queries.evidence import counted_files, counting_versions, live_versions_of


def evidence_complete(application: Application, given: Given) -> list[str]:
    """Each indicator has its evidence, an answer that needs none, or a declared gap.

    Files whose checks still run count: no check ever stops a unit from sending.
    """
    claims, files = claims_of(application), counting_versions(application)
    lines = []
    for indicator in indicators_of(application):
        missing = _missing(indicator, claims.get(indicator.code), files.get(indicator.code, []))
        if missing:
            text = _("Indikator %(code)s: kurang %(count)d %(what)s.")
            what = _("foto") if indicator.evidence.counted_kinds == ("photo",) else _("berkas")
            lines.append(text % {"code": indicator.code, "count": missing, "what": what})
    return shortened(lines)


def _missing(indicator: Indicator, claim: Claim | None, files: list[EvidenceVersion]) -> int:
    """How many files the indicator still lacks."""
    if claim is not None and (claim.gap or claim.value in indicator.none_needed):
        return 0
    return max(0, indicator.evidence.count_min - counted_files(indicator, files))


def checks_settled(application: Application, given: Given) -> list[str]:
    """The checks of each file are done, or a person has set them aside with a reason."""
    open_ones = live_versions_of(application).filter(checking__sealed=False)
    open_ones = open_ones.exclude(checking__state__in=SETTLED_STATES)
    return shortened([_unsettled(version) for version in open_ones])


def _unsettled(version: EvidenceVersion) -> str:
    if version.checking.state == CheckState.UNCHECKED:
        text = _("Indikator %(code)s berkas %(number)d tidak dapat diperiksa; kesampingkan dulu.")
    else:
        text = _("Indikator %(code)s berkas %(number)d masih diperiksa.")
    return text % {"code": version.item.indicator, "number": version.item.number}
