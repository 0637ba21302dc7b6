"""What the centre and the jury do in a rehearsal."""

from collections.abc import Iterable

from django.utils import timezone

from award.domain.clock import tick
from award.domain.extensions import extend
from award.domain.seasons import advance
from award.enums import DateKind, SeasonState, State
from award.models import Application, Season
from criteria.instrument import Indicator
from directory.enums import RoleKind
from jury.domain.decisions import ranks_in
from jury.domain.objections import publish_amendment, reject, uphold
from jury.models import Objection, Panel
from jury.queries.results import score_of
from verification.domain.findings import decide as decide_finding
from verification.enums import Verdict
from verification.queries.findings import undecided
from workers.demo import jury_steps
from workers.rehearsal.planning.course import DAY, Course
from workers.rehearsal.planning.plan import Fate, PlannedUnit, chance
from workers.rehearsal.scene import Scene

PANEL = "Panel A"
JUDGE = 1  # the centre admin who decides on nothing, and so may judge objections
AMENDED = "M.HH-01.HA.03.07/{year} (contoh)"


def move_season(scene: Scene, to: SeasonState) -> None:
    season = Season.objects.get(pk=scene.season.pk)
    by = scene.cast.actor(RoleKind.CENTRE_ADMIN)
    version = season.version
    scene.season = advance(season_id=season.pk, to=to, by=by, expected_version=version)


def open_season(scene: Scene) -> None:
    move_season(scene, SeasonState.OPEN)


def begin_scoring(scene: Scene) -> None:
    move_season(scene, SeasonState.SCORING)


def archive(scene: Scene) -> None:
    move_season(scene, SeasonState.ARCHIVED)


def let_time_pass(scene: Scene) -> None:
    """The clock walks what the calendar has made due."""
    tick()


def settle_findings(scene: Scene) -> None:
    """The centre's verifier decides what came up about units whose team was done.

    A file that a late unit hands in can raise a question about one that was verified before.
    """
    by = scene.cast.actor(RoleKind.CENTRE_VERIFIER)
    for application in scene.in_state(State.VERIFIED):
        for finding in undecided(application).filter(verdict=None):
            scene.settled += 1
            decide_finding(
                finding_id=finding.pk,
                verdict=Verdict.NO_ISSUE,
                reason="Sudah dibandingkan dengan berkas yang datang kemudian.",
                by=by,
            )


def extend_late(scene: Scene) -> None:
    """Units that ask for it are given more time for their evidence."""
    until = Course(scene.instrument.process).extended_until
    for application, _planned in scene.each((Fate.EXTENDED,)):
        extend(
            season_id=scene.season.pk,
            kind=DateKind.EVIDENCE_DUE,
            until=until,
            reason="Gangguan jaringan.",
            unit=application.unit,
            by=scene.cast.actor(RoleKind.CENTRE_ADMIN),
        )


def disqualify(scene: Scene) -> None:
    """Of who was heard nobody answered in time; two people draw the consequence."""
    for application, _planned in scene.each((Fate.DISQUALIFIED,)):
        jury_steps.conclude(scene.cast, application, "Bukti palsu terbukti; tanpa keterangan.")


def judge(scene: Scene) -> None:
    """A panel of all jurors scores every application that was forwarded, and is closed."""
    forwarded = scene.in_state(State.IN_SCORING)
    panel = jury_steps.form_panel(scene.cast, scene.season, PANEL, forwarded)
    jury_steps.declare_all(scene.cast, panel, forwarded)
    _score(scene, forwarded, turn=1)
    jury_steps.close_panel(scene.cast, panel)


def _score(scene: Scene, applications: Iterable[Application], *, turn: int) -> None:
    planned = {unit.code: unit for unit in scene.plan.units}
    for application in applications:
        unit = planned[application.unit.work_unit_code]
        for juror in range(scene.order.jurors):
            jury_steps.fill_sheet(
                scene.cast, application, juror, marks(scene, unit, juror, turn=turn)
            )


def marks(scene: Scene, unit: PlannedUnit, juror: int, *, turn: int) -> dict[str, tuple[str, str]]:
    """What a juror gives a unit: drawn, so that ranks differ; what is rehearsed is the procedure.

    The best mark as often as the unit's strength says, else any; a lower one with a comment.
    """
    draw = chance(scene.order, "marks", unit.number, juror, turn)
    return {
        indicator.code: _mark(scene, indicator, draw.randrange(100) < unit.strength, draw.random())
        for indicator in scene.instrument.indicators_for(unit.unit_type)
    }


def _mark(scene: Scene, indicator: Indicator, best: bool, chosen: float) -> tuple[str, str]:  # noqa: FBT001 - drawn beside it
    scale = scene.instrument.juror_scale_of(indicator.code)
    rungs = sorted(scale.answers, key=lambda answer: answer.points, reverse=True)
    rung = 0 if best else int(chosen * len(rungs))
    return rungs[rung].code, "Belum lengkap." if rung else ""


def decide(scene: Scene) -> None:
    """Every application is decided, by what its scores earned."""
    scene.ranks = ranks_in(scene.season)
    _decide(scene, scene.in_state(State.SCORED))


def _decide(scene: Scene, applications: Iterable[Application]) -> None:
    awards = [(application, _earned(application)) for application in applications]
    jury_steps.decide_on(scene.cast, scene.season, awards, on=timezone.localdate())


def _earned(application: Application) -> bool:
    score = score_of(application)
    return score is not None and score.laureate


def publish(scene: Scene) -> None:
    move_season(scene, SeasonState.DECIDED)
    jury_steps.announce(scene.cast, scene.season, timezone.localdate())


def answer_objections(scene: Scene) -> None:
    """One who did not decide rejects some objections and upholds others, which are scored anew."""
    by = scene.cast.actor(RoleKind.CENTRE_ADMIN, "", JUDGE)
    for objection in _objections(scene, Fate.OBJECTION_REJECTED):
        reject(objection_id=objection.pk, answer="Nilai sudah sesuai.", by=by)
    for objection in _objections(scene, Fate.OBJECTION_UPHELD):
        uphold(
            objection_id=objection.pk,
            target=State.IN_SCORING,
            until=timezone.now() + 5 * DAY,
            answer="Nilai dihitung ulang oleh juri.",
            expected_version=objection.application.version,
            by=by,
        )


def _objections(scene: Scene, fate: Fate) -> list[Objection]:
    mine = [application.pk for application, _planned in scene.each((fate,))]
    return list(Objection.objects.filter(application__in=mine).select_related("application"))


def judge_again(scene: Scene) -> None:
    """What was upheld is scored, closed, decided and published once more."""
    again = scene.in_state(State.IN_SCORING)
    if not again:
        return
    _score(scene, again, turn=2)
    jury_steps.close_panel(scene.cast, Panel.objects.get(season=scene.season, name=PANEL))
    for application in scene.in_state(State.SCORED):
        _decide(scene, [application])
        publish_amendment(
            application_id=application.pk,
            number=AMENDED.format(year=scene.season.year),
            on=timezone.localdate(),
            note="Setelah keberatan dikabulkan.",
            by=scene.cast.actor(RoleKind.CENTRE_ADMIN),
        )
