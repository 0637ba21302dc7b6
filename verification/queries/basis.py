"""What a verification rests on, as digests: while they stand, what was found still counts."""

import hashlib
from collections.abc import Iterable

from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from record.canonical import canonical
from verification.models import IndicatorVerification
from verification.queries.evidence import counting_versions


def bases_of(application: Application) -> dict[str, str]:
    """For each indicator of the application the digest of its claim and its files now."""
    claims, files = claims_of(application), counting_versions(application)
    bases = {}
    for indicator in indicators_of(application):
        claim = claims.get(indicator.code)
        shown = [version.blob_id for version in files.get(indicator.code, [])]
        bases[indicator.code] = digest_of(claim.version if claim else 0, shown)
    return bases


def digest_of(claim_version: int, files: Iterable[str]) -> str:
    """The basis of one indicator: its claim's version (0 for none) and its files' SHA-256s."""
    return digest({"claim": claim_version, "files": sorted(files)})


def latest_verifications(application: Application) -> dict[str, IndicatorVerification]:
    """The last version for each indicator, whether or not it still counts."""
    rows = IndicatorVerification.objects.filter(application=application)
    return {row.indicator: row for row in rows.select_related("by").order_by("version")}


def standing_verifications(application: Application) -> dict[str, IndicatorVerification]:
    """The last version for each indicator, where claim and files are still those it judged."""
    bases = bases_of(application)
    latest = latest_verifications(application)
    return {code: row for code, row in latest.items() if bases.get(code) == row.basis}


def digest(content: object) -> str:
    """SHA-256 over the canonical JSON, in hex."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
