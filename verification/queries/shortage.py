"""What evidence is still missing."""

from award.models import Answer, Application, Claim
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from verification.queries.evidence import counted_files, counting_versions


def missing_files(indicator: Indicator, said: Claim | Answer | None, counted: int) -> int:
    """How many files an indicator lacks; none where the answer needs none or a gap is declared."""
    if said is not None and said.value in indicator.none_needed:
        return 0
    if isinstance(said, Claim) and said.gap:
        return 0
    return max(0, indicator.evidence.count_min - counted)


def counts_photos_only(indicator: Indicator) -> bool:
    """Whether documents, where they are taken at all, do not count as evidence of it."""
    return indicator.evidence.counted_kinds == ("photo",)


def indicators_short(application: Application) -> list[tuple[Indicator, int]]:
    """The indicators that lack files, and how many each, in the instrument's order."""
    claims, files = claims_of(application), counting_versions(application)
    short = []
    for indicator in indicators_of(application):
        counted = counted_files(indicator, files.get(indicator.code, []))
        missing = missing_files(indicator, claims.get(indicator.code), counted)
        if missing:
            short.append((indicator, missing))
    return short
