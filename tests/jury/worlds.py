"""A season being judged: chair, secretary, admins, three jurors, units that were forwarded."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from award.enums import SeasonState, State
from award.models import Application, Proposal, Season
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.domain.closing import close, propose_closing, propose_reopening
from jury.domain.conflicts import declare
from jury.domain.decisions import decide, publish
from jury.domain.panels import add_applications, make_panel, seat_juror
from jury.domain.scoring import open_sheet
from jury.enums import ConflictKind, ConflictSource, SheetState
from jury.models import (
    Conflict,
    Panel,
    PanelApplication,
    ScoreDraft,
    ScoreSheet,
    ScoreVersion,
    Seat,
    SeatAssignment,
)
from record.canonical import canonical
from tests.directory.factories import make_holder, signed_in
from tests.jury.papers import minutes_kept
from tests.verification.situations import make_application, make_season, put, reload

NUMBER = "M.HH-01.HA.03.07"
BEST, WORST = 0, -1


@dataclass
class Jury:
    """One panel with `units` applications and three jurors; nobody has declared yet."""

    units: int = 1
    season_state: SeasonState = SeasonState.SCORING
    applications: list[Application] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.season = make_season()
        self.season.state = self.season_state
        self.season.save()
        self.secretary = make_holder(RoleKind.JURY_SECRETARY)
        self.chair = make_holder(RoleKind.JURY_CHAIR)
        self.admin = make_holder(RoleKind.CENTRE_ADMIN)
        self.other_admin = make_holder(RoleKind.CENTRE_ADMIN)
        self.jurors = [make_holder(RoleKind.JUROR) for _ in range(3)]
        self.applications = [self.forwarded() for _ in range(self.units)]
        self.panel = make_panel(season=self.season, name="Panel A", by=Actor(self.secretary))
        if self.applications:
            add_applications(
                panel=self.panel,
                application_ids=[a.pk for a in self.applications],
                by=Actor(self.secretary),
            )
        for juror in self.jurors:
            seat_juror(panel=self.panel, person=juror, by=Actor(self.secretary))

    @property
    def application(self) -> Application:
        return self.applications[0]

    def forwarded(self) -> Application:
        """One more application of this season, forwarded to the centre."""
        return make_application(self.season, state=State.IN_SCORING)

    def seat(self, number: int = 0) -> Seat:
        return Seat.objects.get(panel=self.panel, person=self.jurors[number])

    def declare(self, number: int = 0, **given: Any) -> None:
        """The juror declares no conflict with any unit of the panel."""
        for application in self.applications:
            declare(
                seat_id=self.seat(number).pk,
                application_id=application.pk,
                by=Actor(self.jurors[number]),
                **{"conflict": None, **given},
            )

    def bar(self, person: Person) -> None:
        """The person has declared a family conflict with the first unit."""
        put_conflict(person, self.application)

    def sheet(self, number: int = 0, application: Application | None = None) -> ScoreSheet:
        """The juror's own opened sheet."""
        chosen = application or self.application
        return open_sheet(application_id=chosen.pk, by=Actor(self.jurors[number]))

    def fill(self, sheet: ScoreSheet, answer: int = BEST) -> None:
        """Every indicator of the sheet gets the same answer of its scale."""
        type_scores(sheet, answer)

    def score(self, *answers: int) -> None:
        """All jurors declare and seal a sheet for every application; each may have an answer."""
        given = answers if len(answers) == len(self.jurors) else answers * len(self.jurors)
        for number, answer in enumerate(given or [BEST] * len(self.jurors)):
            self.declare(number)
            for application in self.applications:
                put_sealed(self.panel, self.seat(number), application, answer)

    def close(self) -> None:
        """Chair and secretary close the scoring."""
        proposal = propose_closing(panel=self.panel, by=Actor(self.chair))
        close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(self.secretary))
        for application in self.applications:
            reload(application)

    def propose_reopening(self, reason: str = "Salah baca.", *, number: str = "BA-1") -> Proposal:
        """The chair proposes to open the scoring again, by the minutes of a meeting."""
        meeting = minutes_kept(self.panel, Actor(self.chair), number=number)
        by = Actor(self.chair)
        return propose_reopening(panel=self.panel, meeting=meeting, reason=reason, by=by)

    def decide(self, *, award: bool = True, **given: Any) -> None:
        """The centre decides on the first application, under embargo."""
        decide(
            **{
                "application_id": self.application.pk,
                "award": award,
                "number": NUMBER,
                "on": today(),
                "reasons": "Semua layanan diberikan.",
                "expected_version": self.application.version,
                "by": Actor(self.admin),
                **given,
            }
        )
        reload(self.application)

    def publish(self) -> None:
        """The season's decisions are published."""
        put_season(self.season, SeasonState.DECIDED)
        publish(
            season_id=self.season.pk,
            number=NUMBER,
            on=today(),
            expected_version=self.season.version,
            by=Actor(self.admin),
        )
        self.season = reload(self.application).season

    def published(self, *, award: bool = True) -> None:
        """The whole way to a published result."""
        self.score(BEST if award else WORST)
        self.close()
        self.decide(award=award)
        self.publish()

    def head(self, application: Application | None = None) -> Person:
        """The head of the unit."""
        unit = (application or self.application).unit
        return unit.roles.filter(kind=RoleKind.UNIT_HEAD).earliest("pk").person


def put_season(season: Season, state: SeasonState) -> None:
    """Set a season's state past its own function, as only a test may."""
    season.state = state
    Season.objects.filter(pk=season.pk).update(state=state)


def client(person: Person) -> Client:
    return signed_in(person)


def put_sealed(panel: Panel, seat: Seat, application: Application, answer: int = BEST) -> None:
    """A sealed sheet as sealing leaves it, without the way there; for lists of many rows."""
    PanelApplication.objects.get_or_create(
        panel=panel, application=application, until=None, defaults={"since": timezone.now()}
    )
    SeatAssignment.objects.get_or_create(
        seat=seat, application=application, until=None, defaults={"since": timezone.now()}
    )
    sheet = ScoreSheet.objects.create(
        seat=seat,
        application=application,
        scoring_round=1,
        state=SheetState.SEALED,
        opened_at=timezone.now(),
    )
    scores = {
        i.code: {"value": i.scale.answers[answer].code, "comment": ""}
        for i in indicators_of(application)
    }
    ScoreDraft.objects.bulk_create(
        ScoreDraft(sheet=sheet, indicator=code, value=row["value"], updated_at=timezone.now())
        for code, row in scores.items()
    )
    content = canonical({"scores": scores, "sheet": str(sheet.pk)})
    ScoreVersion.objects.create(
        sheet=sheet,
        version=1,
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        by=seat.person,
        at=timezone.now(),
    )


def put_conflict(person: Person, application: Application) -> None:
    """The person has declared a family conflict with the application's unit."""
    Conflict.objects.create(
        person=person,
        unit=application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=timezone.now(),
    )


def put_scored(world: Jury, count: int) -> None:
    """So many further applications of the world's panel, scored and closed."""
    for _ in range(count):
        application = world.forwarded()
        put_sealed(world.panel, world.seat(), application)
        put(application, State.SCORED)


def type_scores(sheet: ScoreSheet, answer: int = BEST, *, comment: str = "") -> None:
    """The same answer of its scale for every indicator, as `save_score` leaves it.

    Rows and not that door: to ask it for each score took a third of the time of all that follows.
    """
    ScoreDraft.objects.bulk_create(
        ScoreDraft(
            sheet=sheet,
            indicator=indicator.code,
            value=indicator.scale.answers[answer].code,
            comment=comment,
            updated_at=timezone.now(),
        )
        for indicator in indicators_of(sheet.application)
    )
