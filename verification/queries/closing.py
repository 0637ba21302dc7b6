"""What a closing document rests on, and how far its signatures have come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import instrument_of
from criteria.instrument import Process
from verification.enums import ClosingKind
from verification.models import (
    FindingDecision,
    Minutes,
    Signature,
    Visit,
    VisitObservation,
    VisitPhoto,
    VisitWaiver,
)
from verification.queries.basis import digest, latest_verifications


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """How many of the members then in force have signed, and how many of them must."""

    signed: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.needed > 0 and self.signed >= self.needed


def closing_basis(application: Application) -> str:
    """The digest of claims, Kanwil values, visits, observations, photos and waiver as they are.

    Each is named by an id that never changes its content, or by id and version.
    """
    mine = {"visit__application": application}
    waiver = VisitWaiver.objects.filter(application=application).values_list("pk", flat=True)
    return digest(
        {
            "claims": {code: c.version for code, c in claims_of(application).items()},
            "values": {code: v.pk for code, v in latest_verifications(application).items()},
            "visits": [
                [str(v.pk), v.version] for v in Visit.objects.filter(application=application)
            ],
            "observations": _ids(
                VisitObservation.objects.filter(**mine).values_list("pk", flat=True)
            ),
            "photos": _ids(VisitPhoto.objects.filter(**mine).values_list("pk", flat=True)),
            "waiver": list(waiver),
        }
    )


def findings_basis(application: Application) -> str:
    """The digest of the latest decision about each finding of the application."""
    decided = FindingDecision.objects.filter(finding__version__item__application=application)
    latest = decided.order_by().values_list("finding").annotate(last=Max("pk"))
    return digest(sorted([str(finding), last] for finding, last in latest))


def _ids(pks: Iterable[object]) -> list[str]:
    return sorted(str(pk) for pk in pks)


def current_closing(application: Application, kind: ClosingKind) -> Minutes | None:
    """The latest document of that kind in this round of verification, matching or not."""
    rows = Minutes.objects.filter(
        application=application, kind=kind, verification_round=application.verification_round
    )
    return rows.select_related("by", "decree", "pdf").order_by("-number").first()


def matches(minutes: Minutes, *, with_findings: bool) -> bool:
    """Whether the document still says what the rows say.

    Findings that arrive once the verification is closed are the centre's and change no
    minutes, so they are compared only before.
    """
    application = minutes.application
    if minutes.verification_round != application.verification_round:
        return False
    if with_findings and minutes.findings_basis != findings_basis(application):
        return False
    return minutes.basis == closing_basis(application)


def quorum_of(minutes: Minutes) -> Quorum:
    """The count at the latest signature, or at the earlier one that reached the quorum.

    A signature is judged by the decree in force when it was given; what must be reached is
    counted over the members in force at that same instant.
    """
    return quorum_among(minutes, minutes.signatures.order_by("pk"))


def quorum_among(minutes: Minutes, signatures: Iterable[Signature]) -> Quorum:
    """The same of its signatures in their order, for who has read them already."""
    process = instrument_of(minutes.application.season).process
    best = Quorum(signed=0, needed=0)
    signers: set[str] = set()
    for signature in signatures:
        if signature.digest != minutes.pdf_id:
            continue
        signers.add(str(signature.person_id))
        best = _count(signers, signature, process)
        if best.reached:
            return best
    return best


def _count(signers: set[str], signature: Signature, process: Process) -> Quorum:
    in_force = set(signature.in_force)
    return Quorum(signed=len(signers & in_force), needed=process.signatures_needed(len(in_force)))
