"""What findings point to is drawn before anybody asks: people come to see it."""

from collections.abc import Iterable

from record.domain.work import Work
from verification.domain.drawing import page_subject, part_subject, put_job
from verification.models import EvidenceVersion, Finding
from verification.queries.sizes import page_of, part_of
from workers.checks.kinds import KINDS, PDF

MOST_PAGES = 3


def prepare(work: Work, version: EvidenceVersion, found: Iterable[Finding]) -> None:
    """Ask for the first few pages that findings of a PDF are about, and for pictures in pairs."""
    findings = list(found)
    for finding in findings:
        _prepare_parts(work, finding)
    if KINDS[version.kind].family != PDF:
        return
    pages = {page_of(finding) for finding in findings if finding.version_id == version.pk}
    for page in sorted(pages - {0})[:MOST_PAGES]:
        put_job(work, version, page_subject(page))


def _prepare_parts(work: Work, finding: Finding) -> None:
    """The two pictures that are compared, where they stand inside documents."""
    for side in (finding.version, finding.other):
        if side is not None and finding.other_id and part_of(finding, side):
            put_job(work, side, part_subject(finding))
