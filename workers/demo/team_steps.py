"""What a Kanwil's people do in the demo."""

from collections.abc import Collection
from datetime import timedelta
from itertools import chain, repeat

from django.utils import timezone

from award.domain.transitions import transit
from award.models import Application, Season
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of, instrument_of
from directory.enums import RoleKind
from directory.models import Region
from record.domain.blobs import keep
from verification.domain.assigning import assign_team
from verification.domain.closing import Words, prepare_closing
from verification.domain.decree_draft import DecreeDraft, Named
from verification.domain.decrees import register_decree
from verification.domain.findings import decide
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.domain.signing import sign
from verification.domain.verifying import verify_indicator
from verification.domain.visiting import record_visit
from verification.enums import ClosingKind, Issuer, RepairCode, TeamFunction, Verdict
from verification.models import Decree
from verification.pages.ready_reasons import sentence
from verification.queries.findings import undecided
from workers.demo.cast import Cast
from workers.demo.pictures import document

REASONS = (
    RepairAsked(codes=(RepairCode.DOES_NOT_MATCH,), text="Foto tidak menunjukkan tempatnya."),
    RepairAsked(
        codes=(RepairCode.TOO_FEW, RepairCode.UNREADABLE_OR_OUTDATED),
        text="Satu foto buram; tambah foto dari arah pintu masuk.",
    ),
)
FIRST = (TeamFunction.LEADER, TeamFunction.SECRETARY)  # of a team; all others are members


def appoint(
    cast: Cast, season: Season, region: Region, *, days: int = 240, again: str = ""
) -> Decree:
    """The secretariat registers the decree that names the region's team, in force for some days.

    `again` sets the number of a further decree apart.
    """
    members = cast.people[RoleKind.REGION_VERIFIER, region.code]
    functions = chain(FIRST, repeat(TeamFunction.MEMBER))
    today = timezone.localdate()
    number = f"W.{region.number}-HAM.01.01-{season.year}{again}"
    draft = DecreeDraft(
        season=season,
        region=region,
        issuer=Issuer(instrument_of(season).decree_issuer),
        number=number,
        dated=today,
        starts=today,
        last_day=today + timedelta(days=days),
        members=tuple(
            Named(person=person, function=function, tasks="Memeriksa data dukung dan berkunjung")
            for person, function in zip(members, functions, strict=False)
        ),
    )
    file = keep([document(f"Keputusan {number}")], limit=2**20)
    secretariat = cast.actor(RoleKind.REGION_SECRETARIAT, region.code)
    return register_decree(draft=draft, file=file, by=secretariat)


def assign(cast: Cast, application: Application, decree: Decree) -> None:
    """The secretariat gives the application to the team."""
    assign_team(
        applications={application.pk: application.version},
        decree_id=decree.pk,
        by=cast.actor(RoleKind.REGION_SECRETARIAT, application.region.code),
    )


def verify_all(cast: Cast, application: Application) -> None:
    """A member decides the findings and verifies each indicator as claimed, after a visit."""
    member = cast.actor(RoleKind.REGION_VERIFIER, application.region.code, 2)
    record_visit(
        application_id=application.pk,
        on=timezone.localdate(),
        present="Kepala UPT, operator, dua anggota tim",
        summary="Keadaan di tempat sesuai dengan data dukung, kecuali yang dicatat.",
        by=member,
    )
    for finding in undecided(application):
        decide(
            finding_id=finding.pk,
            verdict=Verdict.NO_ISSUE,
            reason="Sudah dibandingkan dengan keadaan di tempat.",
            by=member,
        )
    claims = claims_of(application)
    for indicator in indicators_of(application):
        claim = claims[indicator.code]
        verify_indicator(
            application_id=application.pk,
            indicator=indicator.code,
            value=indicator.scale.unmet if claim.gap else claim.value,
            observation="Sesuai pengamatan di tempat.",
            expected_version=0,
            by=member,
        )


def ask_unit(cast: Cast, application: Application) -> None:
    """A member asks the unit about the worst finding."""
    found = min(undecided(application), key=lambda f: SEVERITY.index(f.severity), default=None)
    if found is not None:
        decide(
            finding_id=found.pk,
            verdict=Verdict.ASK,
            reason=sentence("ask.when_where"),
            by=cast.actor(RoleKind.REGION_VERIFIER, application.region.code, 2),
        )


def close(cast: Cast, application: Application, kind: ClosingKind, *, signed: bool = True) -> None:
    """The leader prepares minutes or letter, and as many sign as the instrument wants."""
    code = application.region.code
    members = len(cast.people[RoleKind.REGION_VERIFIER, code])
    needed = instrument_of(application.season).process.signatures_needed(members)
    leader = cast.actor(RoleKind.REGION_VERIFIER, code)
    words = Words(
        reasons="Sebagian besar fasilitas belum tersedia.",
        how_again="Lengkapi fasilitas dan ikuti periode berikutnya.",
    )
    minutes = prepare_closing(
        application_id=application.pk,
        kind=kind,
        by=leader,
        words=words if kind == ClosingKind.LETTER else None,
    )
    for number in range(needed if signed else 0):
        by = cast.actor(RoleKind.REGION_VERIFIER, code, number)
        sign(minutes_id=minutes.pk, digest=minutes.pdf_id, by=by)


def walk(
    cast: Cast, application: Application, edge: str, kind: RoleKind, reason: str = ""
) -> Application:
    """Somebody of the region walks an edge that needs nothing else."""
    return transit(
        application_id=application.pk,
        edge=edge,
        by=cast.actor(kind, application.region.code),
        expected_version=application.version,
        reason=reason,
    )


def ask_repair(cast: Cast, application: Application) -> None:
    """A member sends two indicators back."""
    met = [
        code for code, claim in claims_of(application).items() if claim.value in ("ada", "patuh")
    ]
    send_back(cast, application, met[:2])


def send_back(cast: Cast, application: Application, indicators: Collection[str]) -> None:
    """A member sends one or two indicators back, each with its reasons."""
    return_for_repair(
        application_id=application.pk,
        repairs=dict(zip(indicators, REASONS, strict=False)),
        by=cast.actor(RoleKind.REGION_VERIFIER, application.region.code, 2),
        expected_version=application.version,
    )


def confirm_forgery(cast: Cast, application: Application) -> None:
    """A member suspects the worst finding, the leader confirms it, the others are settled."""
    code = application.region.code
    member = cast.actor(RoleKind.REGION_VERIFIER, code, 2)
    worst, *others = sorted(undecided(application), key=lambda f: SEVERITY.index(f.severity))
    for verdict, by in (
        (Verdict.SUSPECTED_FALSE, member),
        (Verdict.CONFIRMED_FALSE, cast.actor(RoleKind.REGION_VERIFIER, code)),
    ):
        decide(
            finding_id=worst.pk,
            verdict=verdict,
            reason="Foto yang sama dipakai untuk dua indikator yang berbeda.",
            by=by,
        )
    for finding in others:
        decide(
            finding_id=finding.pk,
            verdict=Verdict.NO_ISSUE,
            reason="Penjelasan unit dapat diterima.",
            by=member,
        )


SEVERITY = ["high", "medium", "low", "info"]
