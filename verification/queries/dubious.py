"""What may be asked about the files a unit shows, before anybody has asked."""

from collections import Counter
from collections.abc import Sequence

from award.models import Application
from verification.enums import CheckStatus, Verdict
from verification.models import CheckResult, EvidenceVersion
from verification.queries.evidence import evidence_kind
from verification.queries.findings import findings_of

SAME_FILE = "exact_same_application"


def used_twice(application: Application, files: Sequence[EvidenceVersion]) -> list[EvidenceVersion]:
    """Those of the files whose bytes are there more than once, but for what was found harmless."""
    times = Counter(version.blob_id for version in files if not version.checking.sealed)
    twice = [version for version in files if times[version.blob_id] > 1]
    if not twice:
        return []
    settled = findings_of(application).filter(kind=SAME_FILE, verdict=Verdict.NO_ISSUE)
    harmless = set(settled.values_list("version", flat=True))
    harmless |= set(settled.values_list("other", flat=True))
    return [version for version in twice if version.pk not in harmless]


def undated_photos(files: Sequence[EvidenceVersion]) -> list[EvidenceVersion]:
    """Those of the files that are photographs and were read to bear no date of their taking."""
    photos = [v for v in files if evidence_kind(v.kind) == "photo" and not v.checking.sealed]
    read = CheckResult.objects.filter(
        version__in=photos, check_name="metadata", status=CheckStatus.DONE
    )
    rows = read.order_by("check_version", "run").values_list("version", "facts__taken")
    taken = dict(rows)  # the latest word about each counts
    return [v for v in photos if v.pk in taken and not taken[v.pk]]
