"""What was made for each unit of a published season: its letter, its certificate, signed copies."""

from dataclasses import dataclass, field

from django.db.models import Q

from award.models import Application, Season
from jury.enums import CertificateState, Outcome, PaperKind
from jury.models import Certificate, Decision, Paper
from jury.queries.told import told_decisions
from record.models import Blob
from verification.models import SignedCopy


@dataclass(frozen=True)
class Sent:
    """One document for a unit; `blob` None: it is still to be made. `signed`: signed outside."""

    kind: str
    blob: Blob | None
    signed: bool = False


LETTER, CERTIFICATE = "surat-hasil", "piagam"


@dataclass(frozen=True)
class Envelope:
    """All for one unit; without documents where nothing was decided about it."""

    application: Application
    outcome: str = ""
    documents: list[Sent] = field(default_factory=list)


def envelopes(season: Season, *, region: str = "") -> list[Envelope]:
    """Those of a season's units, or of one Kanwil's, in the order of Kanwil and name.

    Of what is told and holds: a letter that an amendment overtook, a revoked certificate and what
    is under embargo are not among them. Where a document was signed, the last signed copy goes.
    """
    here = {"season": season, **({"region": region} if region else {})}
    rows = Application.objects.filter(**here).select_related("unit", "region")
    ordered = list(rows.order_by("region__number", "unit__name", "pk"))
    told = told_decisions().filter(application__in=rows.values("pk"))
    told = told.select_related("letter__blob", "certificate__blob")
    decided = {decision.application_id: decision for decision in told}
    signed = _signed_copies(season)
    return [
        Envelope(row, str(Outcome(found.outcome).label), _documents(found, signed))
        if (found := decided.get(row.pk))
        else Envelope(row)
        for row in ordered
    ]


def _documents(decision: Decision, signed: dict[str, Blob]) -> list[Sent]:
    letter = getattr(decision, "letter", None)
    found = [_sent(LETTER, letter.blob if letter else None, signed)]
    if decision.outcome == Outcome.AWARDED:
        certificate = getattr(decision, "certificate", None)
        if certificate is None or certificate.state == CertificateState.VALID:
            found.append(_sent(CERTIFICATE, certificate.blob if certificate else None, signed))
    return found


def _sent(kind: str, draft: Blob | None, signed: dict[str, Blob]) -> Sent:
    copy = signed.get(draft.pk) if draft else None
    return Sent(kind, copy or draft, signed=copy is not None)


def _signed_copies(season: Season) -> dict[str, Blob]:
    """The last signed copy of each letter and certificate of the season, by its draft."""
    letters = Paper.objects.filter(kind=PaperKind.LETTER, season=season).values("blob")
    certificates = Certificate.objects.filter(application__season=season).exclude(blob=None)
    rows = SignedCopy.objects.filter(
        Q(draft__in=letters) | Q(draft__in=certificates.values("blob"))
    )
    return {row.draft_id: row.signed for row in rows.select_related("signed").order_by("at", "pk")}
