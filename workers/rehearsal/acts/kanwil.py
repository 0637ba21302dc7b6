"""What the Kanwil's people do in a rehearsal."""

from django.utils import timezone

from award.enums import State
from award.errors import NotAllowed
from award.models import Application
from directory.enums import RoleKind
from directory.models import Region
from verification.domain.findings import raise_finding
from verification.domain.visiting import record_visit
from verification.domain.waiving import waive_many
from verification.enums import CheckState, ClosingKind, Severity
from verification.queries.evidence import live_versions_of
from verification.queries.findings import undecided
from workers.demo import jury_steps, team_steps
from workers.rehearsal.acts.units import WITH_TEAM
from workers.rehearsal.planning.course import DECREE_DAYS, SHORT_DECREE_DAYS
from workers.rehearsal.planning.plan import Fate
from workers.rehearsal.scene import Scene

RUNNING = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION)
SENT_BACK = (Fate.REPAIRED, Fate.REPAIR_LATE)
LEADER, MEMBER = 0, 2


def appoint(scene: Scene) -> None:
    """A decree for each region, one of them too short, and a team for who sent its form."""
    decrees = {}
    for region in Region.objects.filter(code__in=scene.plan.regions):
        days = SHORT_DECREE_DAYS if region.code == scene.plan.lapsing else DECREE_DAYS
        decrees[region.code] = team_steps.appoint(scene.cast, scene.season, region, days=days)
    for application, planned in scene.each(WITH_TEAM):
        team_steps.assign(scene.cast, application, decrees[planned.region])


def ask_units(scene: Scene) -> None:
    """Units are asked about the worst finding on their files."""
    for application, _planned in scene.each((Fate.ORDINARY,)):
        team_steps.ask_unit(scene.cast, application)


def ask_repairs(scene: Scene) -> None:
    for application, planned in scene.each(SENT_BACK):
        asked = [file.indicator for file, _receipt in scene.asked_about(planned)]
        team_steps.send_back(scene.cast, application, asked)


def find_decree_lapsed(scene: Scene) -> None:
    """The team whose decree is over tries to go on and must be refused; a new decree follows."""
    region = Region.objects.get(code=scene.plan.lapsing)
    waiting = [row for row in scene.in_state(*RUNNING) if row.region_id == region.code]
    for application in waiting:
        scene.refused.append(_is_refused(scene, application))
    decree = team_steps.appoint(scene.cast, scene.season, region, again="-2")
    for application in waiting:
        team_steps.assign(scene.cast, application, decree)


def _is_refused(scene: Scene, application: Application) -> bool:
    try:
        record_visit(
            application_id=application.pk,
            on=timezone.localdate(),
            present="Ketua tim",
            summary="Dicoba setelah SK berakhir.",
            by=scene.cast.actor(RoleKind.REGION_VERIFIER, application.region.code, LEADER),
        )
    except NotAllowed:
        return True
    return False


def verify(scene: Scene) -> None:
    """Teams look at everything of who sent its evidence, and close with minutes or a letter."""
    for application in scene.in_state(State.UNDER_VERIFICATION):
        _set_aside(scene, application)
    for application, planned in scene.each():
        if application.state != State.UNDER_VERIFICATION or planned.fate == Fate.DISQUALIFIED:
            continue
        team_steps.verify_all(scene.cast, application)
        if planned.fate == Fate.NOT_PASSED:
            _reject(scene, application)
        else:
            _complete(scene, application)


def _set_aside(scene: Scene, application: Application) -> None:
    """The leader sets aside what could not be checked, say because the machine was too busy."""
    unchecked = live_versions_of(application).filter(checking__state=CheckState.UNCHECKED)
    if ids := [version.pk for version in unchecked]:
        scene.waived += waive_many(
            application_id=application.pk,
            version_ids=ids,
            reason="Berkas sudah dilihat oleh tim.",
            by=scene.cast.actor(RoleKind.REGION_VERIFIER, application.region.code, LEADER),
        )


def _complete(scene: Scene, application: Application) -> None:
    team_steps.close(scene.cast, application, ClosingKind.MINUTES)
    team_steps.walk(scene.cast, application, "complete_verification", RoleKind.REGION_VERIFIER)


def _reject(scene: Scene, application: Application) -> None:
    team_steps.close(scene.cast, application, ClosingKind.LETTER)
    reason = "Sebagian besar fasilitas belum tersedia."
    kind = RoleKind.REGION_VERIFIER
    team_steps.walk(scene.cast, application, "reject_verification", kind, reason)


def accuse(scene: Scene) -> None:
    """False evidence is confirmed, raised by a member where no check asked, and the unit heard."""
    for application, planned in scene.each((Fate.DISQUALIFIED,)):
        if not undecided(application).exists():
            false = next(r for file, r in scene.of(planned) if not file.honest)
            raise_finding(
                version_id=false.version.pk,
                text="Berkas ini tampak tidak sesuai dengan keadaan di tempat.",
                severity=Severity.HIGH,
                by=scene.cast.actor(RoleKind.REGION_VERIFIER, planned.region, MEMBER),
            )
        team_steps.confirm_forgery(scene.cast, application)
        jury_steps.hear(scene.cast, application, "Berkas ini tidak asli. Jelaskan.")


def forward(scene: Scene) -> None:
    for application in scene.in_state(State.VERIFIED):
        team_steps.walk(scene.cast, application, "forward", RoleKind.REGION_HEAD)
