"""Why a certificate no longer holds: by which decision, of which day, for which reasons."""

from dataclasses import dataclass
from datetime import date

from jury.enums import Outcome
from jury.models import Certificate, Decision, Publication


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What ended a certificate. `revoked`: by a decree of its own, else by an amended decision."""

    revoked: bool
    number: str
    on: date | None
    reasons: str


def ended_by(certificate: Certificate) -> Ended | None:
    """What ended the certificate, in words that are public; None while it holds.

    A revocation gives the reasons of its decision. Where an upheld objection led to another
    decision it is that decision's publication that speaks: its reasons are the unit's to read.
    """
    if certificate.revoked_at is None:
        return None
    later = Decision.objects.filter(
        application=certificate.application_id, version__gt=certificate.decision.version
    )
    decision = later.order_by("version").first()
    if decision is not None and decision.outcome == Outcome.REVOKED:
        return Ended(
            revoked=True, number=decision.number, on=decision.date, reasons=decision.reasons
        )
    amending = Publication.objects.filter(
        application=certificate.application_id, at__gt=certificate.issued_at
    )
    publication = amending.order_by("at").first()
    if publication is None:
        return None
    return Ended(
        revoked=False, number=publication.number, on=publication.date, reasons=publication.note
    )
