"""One season played: each step takes the applications whose plan goes at least that far."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from award.enums import State
from award.models import Application, Season
from directory.enums import RoleKind
from directory.models import Region
from verification.enums import ClosingKind
from verification.models import Decree
from workers.demo import jury_steps, team_steps, unit_steps
from workers.demo.cast import Cast
from workers.demo.plans import Plan, Stop

S = Stop
JUDGED = {S.IN_SCORING, S.SCORED, S.AWARDED, S.NOT_AWARDED, S.REVOKED}
PASSED = {S.VERIFIED, *JUDGED}
VERIFIED = {S.MINUTES_READY, S.NOT_PASSED, *PASSED}
SUBMITTED = {S.UNDER_VERIFICATION, S.IN_REPAIR, S.DISQUALIFIED, *VERIFIED}
WITH_TEAM = {S.EVIDENCE_OPEN, *SUBMITTED}
SENT = {S.SELF_ASSESSED, S.WITHDRAWN, *WITH_TEAM}
ANSWERED = {S.ANSWERED, *SENT}
Step = Callable[[Cast, Application], object]


@dataclass
class Show:
    """The cast plays one season by its plans."""

    cast: Cast
    season: Season
    plans: Mapping[int, Plan]

    def answer(self) -> None:
        for application, plan in self._going(ANSWERED):
            leave = 3 if plan.stop == S.ANSWERED else 0
            unit_steps.answer_all(self.cast, application, plan, leave=leave)

    def self_assess(self) -> None:
        self._each(SENT, unit_steps.send_self_assessment)

    def withdraw(self) -> None:
        self._each({S.WITHDRAWN}, unit_steps.withdraw)

    def assign(self) -> None:
        """A decree for each region, and the applications that go on."""
        decrees: dict[str, Decree] = {}
        for region in Region.objects.filter(applications__season=self.season).distinct():
            decrees[region.code] = team_steps.appoint(self.cast, self.season, region)
        for application, _plan in self._going(WITH_TEAM):
            team_steps.assign(self.cast, application, decrees[application.region.code])

    def upload(self) -> None:
        for application, plan in self._going(WITH_TEAM):
            only = 1 if plan.stop == S.EVIDENCE_OPEN else 99
            unit_steps.upload_all(self.cast, application, plan, only=only)

    def submit(self) -> None:
        self._each(SUBMITTED, unit_steps.send_evidence)

    def verify(self) -> None:
        self._each(VERIFIED, team_steps.verify_all)

    def close_verification(self) -> None:
        """Minutes for those who pass; one waits for signatures."""
        for application, plan in self._going(VERIFIED - {S.NOT_PASSED}):
            signed = plan.stop != S.MINUTES_READY
            team_steps.close(self.cast, application, ClosingKind.MINUTES, signed=signed)
            if signed:
                team_steps.walk(
                    self.cast, application, "complete_verification", RoleKind.REGION_VERIFIER
                )

    def reject(self) -> None:
        """The letter for those who do not pass."""
        reason = "Sebagian besar fasilitas belum tersedia."
        for application, _plan in self._going({S.NOT_PASSED}):
            team_steps.close(self.cast, application, ClosingKind.LETTER)
            team_steps.walk(
                self.cast, application, "reject_verification", RoleKind.REGION_VERIFIER, reason
            )

    def forward(self) -> None:
        for application, _plan in self._going(JUDGED):
            team_steps.walk(self.cast, application, "forward", RoleKind.REGION_HEAD)

    def judge(self) -> None:
        """One panel is closed; another, where the plan stops in scoring, has only begun."""
        closed = [a for a, _plan in self._going(JUDGED - {S.IN_SCORING})]
        panel = jury_steps.form_panel(self.cast, self.season, "Panel A", closed)
        jury_steps.declare_all(self.cast, panel, closed)
        for application in closed:
            jury_steps.score(self.cast, application)
        jury_steps.close_panel(self.cast, panel)
        begun = [a for a, _plan in self._going({S.IN_SCORING})]
        if begun:
            panel = jury_steps.form_panel(self.cast, self.season, "Panel B", begun)
            jury_steps.declare_all(self.cast, panel, begun[:1])
            jury_steps.score(self.cast, begun[0], jurors=1)

    def decide(self) -> None:
        going = self._going({S.AWARDED, S.NOT_AWARDED, S.REVOKED})
        awards = [(application, plan.stop != S.NOT_AWARDED) for application, plan in going]
        on = self.season.dates.get(kind="announcement").at.date()
        jury_steps.decide_on(self.cast, self.season, awards, on=on)

    def ask_units(self) -> None:
        """Of those still under verification, each is asked about one of its files."""
        self._each({S.UNDER_VERIFICATION}, team_steps.ask_unit)

    def answer_teams(self) -> None:
        self._each({S.UNDER_VERIFICATION}, unit_steps.answer_team)

    def ask_repair(self) -> None:
        self._each({S.IN_REPAIR}, team_steps.ask_repair)

    def accuse(self) -> None:
        """False evidence is confirmed, and the unit asked to answer."""
        for application, _plan in self._going({S.DISQUALIFIED}):
            team_steps.confirm_forgery(self.cast, application)
            charge = "Foto yang sama dipakai untuk dua indikator. Jelaskan."
            jury_steps.hear(self.cast, application, charge)

    def disqualify(self) -> None:
        for application, _plan in self._going({S.DISQUALIFIED}):
            jury_steps.conclude(self.cast, application, "Bukti palsu terbukti; tanpa keterangan.")

    def end_the_rest(self) -> None:
        self._each({S.NOT_ASSESSABLE}, jury_steps.not_assessable)

    def call_in(self) -> None:
        """A laureate is asked to answer a complaint."""
        for application, _plan in self._going({S.REVOKED}):
            charge = "Pengaduan masyarakat menyatakan fasilitas dibongkar setelah penilaian."
            jury_steps.hear(self.cast, application, charge)

    def revoke(self) -> None:
        for application, _plan in self._going({S.REVOKED}):
            number = f"M.HH-99.HA.03.07/{self.season.year} (contoh)"
            reason = "Fasilitas dibongkar setelah penilaian; tanpa keterangan dari unit."
            jury_steps.conclude(self.cast, application, reason, number)

    def _each(self, stops: Collection[Stop], step: Step) -> None:
        for application, _plan in self._going(stops):
            step(self.cast, application)

    def _going(self, stops: Collection[Stop]) -> Iterator[tuple[Application, Plan]]:
        """The applications whose plan is one of these, each read anew; a lapsed one stays so."""
        rows = Application.objects.filter(season=self.season).exclude(state=State.LAPSED)
        found = rows.select_related("unit", "region", "season__instrument")
        by_unit = {application.unit_id: application for application in found}
        for place, plan in self.plans.items():
            application = by_unit.get(self.cast.units[place].pk)
            if plan.stop in stops and application is not None:
                yield application, plan
