"""Certificates and report cards: made by a job after publication, checked by anyone."""

import secrets
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.models import Application
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of, instrument_of
from criteria.instrument import Instrument
from jury.enums import CertificateState, Outcome
from jury.figures import read, reads
from jury.models import Certificate, Decision, ReportCard, Result
from jury.queries.told import public_decisions
from record.canonical import Fact, Json
from record.domain.blobs import keep, register
from record.domain.documents import qr_svg, render
from record.domain.work import Work, recorded
from record.models import Job
from verification.queries.basis import latest_verifications

FOLDER = Path(__file__).resolve().parents[1] / "documents"
LIMIT = 20 * 2**20  # bytes; far above any of these documents
ISSUER = ["Kementerian Hukum dan Hak Asasi Manusia", "Direktorat Jenderal Hak Asasi Manusia"]


def render_certificate(job: Job) -> None:
    """Make the certificate of an award; a second run finds it made and does nothing."""
    decision = _decision(job)
    in_force = public_decisions().filter(pk=decision.pk).exists()
    if decision.outcome != Outcome.AWARDED or not in_force:
        return
    certificate = _issued(decision)
    if certificate.blob_id is not None:
        return
    stored = keep([render(FOLDER / "certificate.typ", certificate_data(certificate))], limit=LIMIT)
    with recorded(actor="system") as work:
        blob = register(stored)
        made = Certificate.objects.filter(pk=certificate.pk, blob=None).update(blob=blob)
        if made:
            facts = {"serial": certificate.serial, "sha256": blob.pk}
            work.event("certificate_made", subject=f"certificate:{certificate.pk}", facts=facts)


def _issued(decision: Decision) -> Certificate:
    """The certificate's row: serial from the year and the unit's code, token from chance."""
    application = decision.application
    year, code = application.season.year, application.unit.work_unit_code
    certificate, _new = Certificate.objects.get_or_create(
        decision=decision,
        defaults={
            "application": application,
            "serial": f"P2HAM-{year}-{code}-{decision.version}",
            "token": secrets.token_hex(16),
            "issued_at": timezone.now(),
        },
    )
    return certificate


def certificate_data(certificate: Certificate) -> dict[str, Json]:
    """What the certificate says, always in Indonesian."""
    decision, application = certificate.decision, certificate.application
    instrument = instrument_of(application.season)
    address = f"{settings.PUBLIC_URL}/piagam/{certificate.token}/"
    with override("id"):
        bands = {band.code: str(band.title) for band in instrument.scoring.grades}
        return {
            "title": _("Piagam Penghargaan"),
            "language": "id",
            "date": decision.date.isoformat() if decision.date else "",
            "issuer": list[Json](ISSUER),
            "number": decision.number,
            "provisional": instrument.provisional,
            "award": _("Pelayanan Publik Berbasis Hak Asasi Manusia"),
            "unit": application.unit.name,
            "region": application.region.name,
            "season": application.season.name,
            "grade": bands.get(decision.grade, ""),
            "serial": certificate.serial,
            "address": address,
            "qr": qr_svg(address),
        }


def revoke_certificates(*, application: Application, work: Work) -> None:
    """End the application's certificates; each stays findable and says that it is revoked."""
    now = timezone.now()
    for certificate in Certificate.objects.filter(application=application, revoked_at=None):
        certificate.state, certificate.revoked_at = CertificateState.REVOKED, now
        certificate.save(update_fields=["state", "revoked_at"])
        facts = {"serial": certificate.serial}
        work.event("certificate_revoked", subject=f"certificate:{certificate.pk}", facts=facts)


def render_report_card(job: Job) -> None:
    """Make the report card of a decision; a second run does nothing."""
    decision = _decision(job)
    if ReportCard.objects.filter(decision=decision).exists():
        return
    stored = keep([render(FOLDER / "report_card.typ", report_data(decision))], limit=LIMIT)
    with recorded(actor="system") as work:
        blob = register(stored)
        _card, new = ReportCard.objects.get_or_create(
            decision=decision, defaults={"blob": blob, "at": timezone.now()}
        )
        if new:
            facts: dict[str, Fact] = {"decision": decision.version, "sha256": blob.pk}
            subject = f"application:{decision.application_id}"
            work.event("report_card_made", subject=subject, facts=facts)


def report_data(decision: Decision) -> dict[str, Json]:
    """The rapor: outcome, reasons, score by criterion, and for each indicator its values."""
    application = decision.application
    instrument = instrument_of(application.season)
    with override("id"):
        return {
            "title": _("Rapor %(season)s") % {"season": application.season.name},
            "language": "id",
            "date": (decision.date or timezone.localdate(decision.at)).isoformat(),
            "issuer": list[Json](ISSUER),
            "number": decision.number,
            "provisional": instrument.provisional,
            "unit": application.unit.name,
            "region": application.region.name,
            "outcome": str(Outcome(decision.outcome).label),
            "total": read(decision.result.total) if decision.result else "–",
            "rank": str(decision.rank or "–"),
            "reasons": decision.reasons,
            "criteria": _criterion_rows(decision.result, instrument) if decision.result else [],
            "indicators": _indicator_rows(application),
        }


def _criterion_rows(result: Result, instrument: Instrument) -> list[Json]:
    """The scores that were decided on, whatever was scored anew since."""
    settled = {s["subject"]: s["result"] for s in result.arithmetic if s["what"] == "rounded"}
    return [
        {
            "title": str(criterion.title),
            "score": reads(settled[criterion.code]),
            "minimum": read(criterion.minimum),
            "met": Decimal(settled[criterion.code]) >= criterion.minimum,
        }
        for criterion in instrument.criteria
        if criterion.code in settled
    ]


def _indicator_rows(application: Application) -> list[Json]:
    claims, found = claims_of(application), latest_verifications(application)
    rows: list[Json] = []
    for indicator in indicators_of(application):
        claim, verified = claims.get(indicator.code), found.get(indicator.code)
        rows.append(
            {
                "text": str(indicator.text),
                "claim": str(indicator.scale.answer(claim.value).text) if claim else "–",
                "region": str(indicator.scale.answer(verified.value).text) if verified else "–",
                "observation": verified.observation if verified else "",
            }
        )
    return rows


def _decision(job: Job) -> Decision:
    pk = job.subject.removeprefix("decision:")
    rows = Decision.objects.select_related(
        "application__unit", "application__region", "application__season__instrument", "result"
    )
    return rows.get(pk=pk)
