"""What units, their Kanwil and their teams keep from others: answers, files, findings, the desk."""

from datetime import timedelta

from django.utils import timezone

from award.domain.questions import answer, ask
from award.enums import State
from award.models import Answer, Application, Claim
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from record.domain.work import recorded
from tests.access.world import OFFICE, World
from tests.directory.factories import make_holder, make_unit
from tests.verification import situations as made
from tests.verification.evidence.world import hand_in, photo
from verification.domain.findings import decide, raise_finding
from verification.domain.verifying import verify_indicator
from verification.domain.visit_notes import observe
from verification.enums import Severity, Verdict
from verification.models import EvidenceVersion, Finding

SECRET = "Rahasia 999"


def how_far(world: World, side: int) -> None:
    """Whether anything of the draft is answered yet: the Kanwil's board says how much is."""
    if side:
        answers(world, side)


def answers(world: World, side: int) -> None:
    """What seven questions of the draft are answered with."""
    row = world.applications["draft"]
    for indicator in indicators_of(row)[:7]:
        Answer.objects.create(
            application=row,
            indicator=indicator.code,
            value=indicator.scale.unmet if side else indicator.scale.answers[0].code,
            note=SECRET if side else "Biasa",
            updated_by=world.people["operator"],
            updated_at=timezone.now(),
        )


def a_question(world: World, side: int) -> None:
    """Whether the unit asked its Kanwil about an indicator, and what it was answered."""
    if not side:
        return
    row = world.applications["open"]
    asked = ask(
        application_id=row.pk,
        indicator=indicators_of(row)[3].code,
        text=SECRET,
        by=Actor(world.people["operator"]),
    )
    answer(question_id=asked.pk, text=SECRET, by=Actor(world.people["leader"]))
    world.add("secret.question", asked.pk)


class Files:
    """Whether a unit has handed in one more file, and thought better of one of its claims."""

    def __init__(self, name: str, owner: str) -> None:
        self.name, self.owner = name, owner

    def __call__(self, world: World, side: int) -> None:
        if not side:
            return
        row, by = world.applications[self.name], world.people[self.owner]
        indicators = [indicator.code for indicator in indicators_of(row)]
        state = State(made.reload(row).state)
        made.put(row, State.EVIDENCE_OPEN)
        for number, code in enumerate(indicators[:2]):
            given = hand_in(row, photo(700 + number), indicator=code, name=f"{SECRET}.jpg", by=by)
            world.add(f"secret.{self.name}.item", given.version.item_id)
        _claim(row, indicators[1], self.owner, world)
        made.put(row, state)


def _claim(row: Application, code: str, owner: str, world: World) -> None:
    Claim.objects.create(
        application=row,
        indicator=code,
        version=2,
        value=indicators_of(row)[1].scale.answers[1].code,
        note=SECRET,
        reason=SECRET,
        by=world.people[owner],
        at=timezone.now(),
    )


class Desk:
    """Whether a team has verified and seen more."""

    def __init__(self, name: str, member: str) -> None:
        self.name, self.member = name, member

    def __call__(self, world: World, side: int) -> None:
        if not side:
            return
        row, by = world.applications[self.name], world.actor(self.member)
        for indicator in indicators_of(row)[:5]:
            verify_indicator(
                application_id=row.pk,
                indicator=indicator.code,
                value=indicator.scale.answers[1].code,
                observation=SECRET,
                expected_version=0,
                by=by,
            )
        visit = world.names[f"{self.name}.visit"]
        observe(visit_id=visit, indicator=indicators_of(row)[0].code, text=SECRET, by=by)


class Questions:
    """Whether those who judge a file have asked about it: one answered by themselves, one not."""

    def __init__(self, name: str, member: str) -> None:
        self.name, self.member = name, member

    def __call__(self, world: World, side: int) -> None:
        if not side:
            return
        version, by = world.names[f"{self.name}.version"], world.actor(self.member)
        found = raise_finding(version_id=version, text=SECRET, severity=Severity.LOW, by=by)
        decide(finding_id=found.pk, verdict=Verdict.NO_ISSUE, reason=SECRET, seen=0, by=by)
        last = raise_finding(version_id=version, text=SECRET, severity=Severity.HIGH, by=by)
        world.add(f"secret.{self.name}.finding", last.pk)


def doubt_at_centre(world: World, side: int) -> None:
    """Whether the centre's verifier has a question about a file that is being scored."""
    if side:
        version, by = world.names["scoring.version"], world.actor("centre_verifier")
        raise_finding(version_id=version, text=SECRET, severity=Severity.MEDIUM, by=by)


def another_region(world: World, side: int) -> None:
    """Whether far away there are one more unit with its people, application and decree."""
    if not side:
        return
    far = world.people.far
    unit = make_unit(
        region=far.region, unit_type=OFFICE, name=f"Bapas {SECRET}", work_unit_code="999998"
    )
    make_holder(RoleKind.UNIT_HEAD, unit=unit)
    row = made.make_application(world.season, unit=unit, state=State.DRAFT)
    made.put(row, State.UNDER_VERIFICATION)
    later = today() + timedelta(days=100)
    decree = made.make_decree(far, world.season, number="SK-9", starts=later, last_day=later)
    world.add("secret.unit", unit.pk)
    world.add("secret.application", row.pk)
    world.add("secret.decree", decree.pk)


def whose_twin(world: World, side: int) -> None:
    """Which of two strangers sent the photograph that one of our team's files resembles."""
    others = [_stranger(world, number) for number in range(2)]
    _twin(world, others[side])


def a_twin(world: World, side: int) -> None:
    """Whether a file of ours resembles a stranger's."""
    stranger = _stranger(world, 2)
    if side:
        _twin(world, stranger)


def _stranger(world: World, number: int) -> EvidenceVersion:
    """A file of one more unit far away, the same on both sides."""
    name = f"stranger{number}"
    unit = make_unit(
        region=world.people.far.region, unit_type=OFFICE, name=f"Bapas Asing {'ABC'[number] * (3 + number)}",
        work_unit_code=f"98{number:04}",
    )  # fmt: skip
    row = made.make_application(world.season, unit=unit, state=State.EVIDENCE_OPEN)
    head = unit.roles.get().person
    code = indicators_of(row)[0].code
    given = hand_in(row, photo(800 + number), indicator=code, name=f"{name}.jpg", by=head)
    return given.version


def _twin(world: World, other: EvidenceVersion) -> None:
    version = EvidenceVersion.objects.get(pk=world.names["verifying.version"])
    like = Finding.objects.filter(version=version, other__isnull=False).earliest("at", "pk")
    with recorded(actor="system"):
        like.pk, like._state.adding = None, True
        like.other, like.number = other, 77
        like.pk = Finding._meta.pk.get_default()
        like.save(force_insert=True)
