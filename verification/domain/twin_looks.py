"""Looking at a file of a unit one does not see: only what a comparison needs, and written down."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.models import Person
from record.domain.work import recorded
from verification.domain.drawing import cut_subject, put_job
from verification.domain.sight import reads_findings
from verification.models import EvidenceVersion, Finding, TwinLook
from verification.queries.sizes import part_of, polygon


def sees_other(person: Person, finding: Finding) -> bool:
    """Whether the other file's unit is one that the person sees anyway.

    Files of the same unit always are, whatever season they are of.
    """
    other = finding.other
    if other is None:
        return False
    theirs = other.item.application
    if theirs.unit_id == finding.version.item.application.unit_id:
        return True
    return visible_to(person).filter(pk=theirs.pk).exists()


def has_looked(person: Person, finding: Finding) -> bool:
    """Whether the person has opened the other file for this finding before."""
    return TwinLook.objects.filter(finding=finding, person=person).exists()


def look(*, finding_id: UUID | str, by: Actor) -> TwinLook:
    """Open what the comparison needs of the other file; the first time is in the ledger.

    Raises NotAllowed for who does not judge the finding, Refused where there is nothing to open.
    """
    with recorded(actor=by.ledger) as work:
        finding = Finding.objects.select_related(
            "version__item__application__unit",
            "version__item__application__region",
            "other__item__application",
            "other__checking",
        ).get(pk=finding_id)
        if by.person is None or not reads_findings(by, finding.version.item.application):
            raise NotAllowed
        other = _to_open(finding)
        opened, first = TwinLook.objects.get_or_create(
            finding=finding, person=by.person, defaults={"at": timezone.now()}
        )
        if first:
            work.event(
                "twin_seen",
                subject=f"finding:{finding.pk}",
                facts={"evidence": finding.version_id, "other": other.pk},
            )
            if polygon(finding, "other_polygon") and not part_of(finding, other):
                put_job(work, other, cut_subject(finding))
    return opened


def _to_open(finding: Finding) -> EvidenceVersion:
    other = finding.other
    if other is None or other.checking.sealed:
        raise Refused([_("Tidak ada berkas pembanding yang dapat dibuka.")])
    return other
