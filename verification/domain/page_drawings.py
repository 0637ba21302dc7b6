"""The pages that findings point to are drawn before anybody asks: people come to see them."""

from collections.abc import Iterable

from record.domain.work import Work
from verification.domain.drawing import page_subject, put_job
from verification.models import EvidenceVersion, Finding
from verification.queries.sizes import page_of
from workers.checks.kinds import KINDS, PDF

MOST_PAGES = 3


def prepare_pages(work: Work, version: EvidenceVersion, found: Iterable[Finding]) -> None:
    """Ask for the first few pages that the findings of a PDF are about."""
    if KINDS[version.kind].family != PDF:
        return
    pages = {page_of(finding) for finding in found if finding.version_id == version.pk}
    for page in sorted(pages - {0})[:MOST_PAGES]:
        put_job(work, version, page_subject(page))
