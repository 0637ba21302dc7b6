"""What a Kanwil's team has to do with: files, findings, visits, documents, other decrees."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from award.enums import State
from award.models import Application, Grant, Question
from award.queries.instruments import indicators_of
from directory.queries.roles import today
from record.domain.blobs import keep, register
from tests.verification import situations as made
from tests.verification.evidence.world import checked, hand_in, photo, upload
from verification.domain.findings import decide, raise_finding
from verification.domain.grants import source_of
from verification.domain.visit_notes import add_photo
from verification.domain.visiting import record_visit
from verification.enums import CheckState, ClosingKind, Severity, TeamFunction, Verdict
from verification.models import (
    Absence,
    AssignmentLetter,
    Checking,
    Decree,
    DecreeMember,
    Drawing,
    EvidenceVersion,
    Finding,
    Minutes,
    PlannedVisit,
    SignedCopy,
    Visitor,
    VisitPicture,
)
from verification.rules import CAPACITIES

if TYPE_CHECKING:
    from tests.access.world import World

DAY = timedelta(days=1)
# Whose files are whose: each photograph is the twin of the first one.
OWNERS = {"open": "head", "far": "far_head", "verifying": "head", "scoring": "head"}


def fill(world: "World") -> None:
    """All of it, for the applications that got so far."""
    for name, owner in OWNERS.items():
        row = world.applications[name]
        state = State(row.state)
        made.put(row, State.EVIDENCE_OPEN)
        version = _hand_in(world, name, row, owner)
        made.put(row, State.UNDER_VERIFICATION)
        _find(world, name, version)
        _visit(world, name, row)
        _plan(world, name, row)
        _close(world, name, row)
        made.put(row, state)
    _away(world)
    for name, prefix in (("open", ""), ("far", "far.")):
        _ask(world, name, prefix)
    for when, first, last in (("expired", -40, -1), ("coming", 1, 40)):
        _other_decree(world, f"{when}_verifier", timedelta(days=first), timedelta(days=last))


def _ask(world: "World", name: str, prefix: str) -> None:
    """A question to the Kanwil that waits for its answer."""
    row = world.applications[name]
    asked = Question.objects.create(
        application=row,
        indicator=indicators_of(row)[1].code,
        text="Apakah salinan diterima?",
        by=world.people[OWNERS[name]],
        at=timezone.now(),
    )
    world.add(f"{prefix}question", asked.pk)


def _team(name: str) -> str:
    return "far_verifier" if name == "far" else "leader"


def _hand_in(world: "World", name: str, row: Application, owner: str) -> EvidenceVersion:
    """The same photograph everywhere, and one whose checks could not be done."""
    code = indicators_of(row)[0].code
    person = world.people[owner]
    version = checked(row, photo(7), indicator=code, by=person)
    later = hand_in(row, photo(8), indicator=code, by=person).version
    Checking.objects.filter(version=later).update(state=CheckState.UNCHECKED)
    world.add(f"{name}.item", version.item_id)
    world.add(f"{name}.version", version.pk)
    world.add(f"{name}.unchecked", later.pk)
    world.add(f"{name}.indicator", code)
    return version


def _find(world: "World", name: str, version: EvidenceVersion) -> None:
    """The machine's twin, and a question by the team that the unit is asked to answer."""
    by = world.actor(_team(name))
    asked = raise_finding(version_id=version.pk, text="Lama?", severity=Severity.LOW, by=by)
    decide(finding_id=asked.pk, verdict=Verdict.ASK, reason="Kapan?", seen=0, by=by)
    world.add(f"{name}.asked", asked.pk)
    twins = Finding.objects.filter(version=version, other__isnull=False)
    # Of another region: the region and its team see the files of all its units anyway.
    near = {"other__item__application__region": version.item.application.region_id}
    twin = twins.exclude(**near).first()
    if twin:
        world.add(f"{name}.finding", twin.pk)
    drawing = Drawing.objects.create(
        version=version,
        subject="page-1",
        name="v1",
        blob=register(keep([photo(9)], limit=10**6)),
        at=timezone.now(),
    )
    world.add(f"{name}.drawing", str(drawing.pk))


def _visit(world: "World", name: str, row: Application) -> None:
    by = world.actor(_team(name))
    visit = record_visit(application_id=row.pk, on=today(), present="Kepala", summary="", by=by)
    taken = add_photo(visit_id=visit.pk, indicator="", upload=upload(photo(9)), by=by)
    VisitPicture.objects.create(photo=taken, name="preview", blob=taken.blob)
    world.add(f"{name}.visit", visit.pk)
    world.add(f"{name}.photo", taken.pk)


def _plan(world: "World", name: str, row: Application) -> None:
    """A visit to come with its letter, and days away that do not touch it."""
    by, days = world.people[_team(name)], {"first_day": today() + DAY, "last_day": today() + DAY}
    plan = PlannedVisit.objects.create(application=row, by=by, at=timezone.now(), **days)
    Visitor.objects.create(visit=plan, person=by)
    letter = AssignmentLetter.objects.create(
        visit=plan,
        visit_version=1,
        number="ST-1",
        day=today(),
        content="{}",
        content_digest="0" * 64,
        pdf=register(made.pdf(f"surat tugas {name}")),
        by=by,
        at=timezone.now(),
    )
    world.add(f"{name}.plan", plan.pk)
    world.add(f"{name}.letter", letter.pk)


def _away(world: "World") -> None:
    for prefix, name in (("", "leader"), ("far.", "far_verifier")):
        person, on = world.people[name], today() + 20 * DAY
        absence = Absence.objects.create(
            person=person, first_day=on, last_day=on, by=person, at=timezone.now()
        )
        world.add(f"{prefix}absence", absence.pk)
    for name in ("leader", "member"):
        world.add(name, world.people[name].pk)


def _close(world: "World", name: str, row: Application) -> None:
    """Minutes that the team prepared; whether they still hold is no matter of access."""
    pdf = register(made.pdf(name))
    minutes = Minutes.objects.create(
        application=row,
        kind=ClosingKind.MINUTES,
        verification_round=row.verification_round,
        number=1,
        decree=world.decrees[row.region_id],
        content="{}",
        content_digest="0" * 64,
        basis="0" * 64,
        findings_basis="0" * 64,
        pdf=pdf,
        by=world.people[_team(name)],
        at=timezone.now(),
    )
    copy = SignedCopy.objects.create(
        draft=minutes.pdf,
        signed=register(made.pdf(f"tertanda {name}")),
        signers=[],
        by=minutes.by,
        at=timezone.now(),
    )
    world.add(f"{name}.minutes", minutes.pk)
    world.add(f"{name}.minutes_copy", copy.pk)
    world.add(f"{name}.digest", pdf.pk)


def _other_decree(world: "World", leader: str, first: timedelta, last: timedelta) -> None:
    """A decree that is over or has not begun, with its leader's grants for all that is ours."""
    now = timezone.now()
    old = world.decrees[world.people.here.region.pk]
    decree = Decree.objects.create(
        season=world.season,
        region=old.region,
        issuer=old.issuer,
        number=f"{old.number} {leader}",
        date=(now + first).date(),
        starts=(now + first).date(),
        last_day=(now + last).date(),
        valid_from=now + first,
        valid_until=now + last,
        file=old.file,
        registered_by=old.registered_by,
        registered_at=now,
    )
    person, function = world.people[leader], TeamFunction.LEADER
    DecreeMember.objects.create(decree=decree, person=person, function=function)
    Grant.objects.bulk_create(
        Grant(
            application=row,
            person=person,
            capacity=CAPACITIES[function],
            starts=decree.valid_from,
            ends=decree.valid_until,
            source=source_of(decree),
        )
        for name, row in world.applications.items()
        if not name.startswith(("far", "near"))
    )
