"""Certificates and report cards: made by a job after publication, checked by anyone."""

import secrets

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.domain.lock import locked
from award.models import Application
from award.queries.instruments import instrument_of
from jury.domain.papers.frame import FOLDER, LIMIT, frame
from jury.domain.papers.report_card import report_data
from jury.enums import CertificateState, Outcome
from jury.models import Certificate, Decision, ReportCard
from jury.queries.told import public_decisions
from record.canonical import Fact, Json
from record.domain import jobs
from record.domain.blobs import keep, register
from record.domain.documents import qr_svg, render
from record.domain.work import Work, recorded
from record.models import Job


def render_certificate(job: Job) -> None:
    """Make the certificate of an award; a second run finds it made and does nothing.

    Raises LostLease, with nothing written but the certificate's row, for a run that was replaced.
    """
    certificate = _issued(_decision(job))
    if certificate is None or certificate.blob_id is not None:
        return
    stored = keep([render(FOLDER / "certificate.typ", certificate_data(certificate))], limit=LIMIT)
    with recorded(actor="system") as work:
        jobs.finish(job)
        blob = register(stored)
        made = Certificate.objects.filter(pk=certificate.pk, blob=None).update(blob=blob)
        if made:
            facts = {"serial": certificate.serial, "sha256": blob.pk}
            work.event("certificate_made", subject=f"certificate:{certificate.pk}", facts=facts)


def _issued(decision: Decision) -> Certificate | None:
    """The certificate's row: serial from the year and the unit's code, token from chance.

    None where the decision is no award in force. Asked behind the application's lock, as a
    revocation holds it: else a valid row could follow the one act that ends certificates.
    """
    with recorded(actor="system"):
        application = locked(decision.application_id)
        in_force = public_decisions().filter(pk=decision.pk, outcome=Outcome.AWARDED)
        if not in_force.exists():
            return None
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
            **frame(
                application.season,
                title=_("Piagam Penghargaan"),
                on=decision.date or timezone.localdate(decision.at),
                number=decision.number,
            ),
            "award": _("Pelayanan Publik Berbasis Hak Asasi Manusia"),
            "unit": application.unit.name,
            "region": application.region.name,
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
    """Make the report card of a decision; a second run does nothing. Raises LostLease."""
    decision = _decision(job)
    if ReportCard.objects.filter(decision=decision).exists():
        return
    stored = keep([render(FOLDER / "report_card.typ", report_data(decision))], limit=LIMIT)
    with recorded(actor="system") as work:
        jobs.finish(job)
        blob = register(stored)
        _card, new = ReportCard.objects.get_or_create(
            decision=decision, defaults={"blob": blob, "at": timezone.now()}
        )
        if new:
            facts: dict[str, Fact] = {"decision": decision.version, "sha256": blob.pk}
            subject = f"application:{decision.application_id}"
            work.event("report_card_made", subject=subject, facts=facts)


def _decision(job: Job) -> Decision:
    pk = job.subject.removeprefix("decision:")
    rows = Decision.objects.select_related(
        "application__unit", "application__region", "application__season__instrument", "result"
    )
    return rows.get(pk=pk)
