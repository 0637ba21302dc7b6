"""What the jury and the centre have to do with: a panel of this year, the results of last year."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from award.domain.two_people import propose
from award.enums import SeasonState, State
from award.models import Application, Season
from directory.models import Unit
from directory.queries.roles import today
from jury.domain.closing import root_of
from jury.domain.conflicts import declare
from jury.domain.lifting import propose_lifting
from jury.domain.panels import add_applications, end_seat, make_panel, seat_juror
from jury.domain.scoring import open_sheet
from jury.enums import (
    ConflictKind,
    ConflictSource,
    Direction,
    HearingAbout,
    Outcome,
    PaperKind,
)
from jury.models import (
    Certificate,
    Conflict,
    Decision,
    Hearing,
    ModifierEntry,
    Objection,
    Panel,
    Paper,
    Publication,
    ReportCard,
    Seat,
)
from jury.queries.modifiers import modifiers_digest
from record.domain.blobs import register
from record.models import Blob
from tests.jury.modified import switch_on
from tests.verification.situations import make_application, pdf
from verification.models import SignedCopy

if TYPE_CHECKING:
    from tests.access.world import World

NUMBER = "M.HH-01"


def fill(world: "World") -> None:
    """Both of it, ours and the stranger's."""
    _our_panel(world)
    _modifier(world)
    _panel(world, "far.", world.applications["far.scoring"], ("other_juror",))
    _last_year(world)


def _modifier(world: "World") -> None:
    """Something that may count against our unit; its days ran out, so that it can be decided."""
    application = world.applications["verified"]
    switch_on(application.season)
    past = timezone.now() - timedelta(days=1)
    rows = [
        ModifierEntry.objects.create(
            application=application,
            code="ombudsman",
            direction=Direction.DEDUCTION,
            source="Ombudsman RI",
            number=number,
            date=today(),
            facts="Ruang tunggu ditutup.",
            registered_by=world.people["jury_secretary"],
            registered_at=past - timedelta(days=1),
            answer_due=due,
        )
        for number, due in (("LAHP/1", past), ("LAHP/2", past + timedelta(days=7)))
    ]
    world.add("verified.modifier_late", rows[0].pk)
    world.add("verified.modifier", rows[1].pk)


def _our_panel(world: "World") -> None:
    """The juror has declared and opened a sheet; the others stop in one way each."""
    application = world.applications["scoring"]
    others = ("undeclared_juror", "conflicted_juror", "former_juror")
    seats = _panel(world, "", application, ("juror", *others))
    for name, conflict in (("former_juror", None), ("conflicted_juror", ConflictKind.FAMILY)):
        declare(
            seat_id=seats[name].pk,
            application_id=application.pk,
            conflict=conflict,
            by=world.actor(name),
        )
    end_seat(seat_id=seats["former_juror"].pk, reason="Pindah.", by=world.actor("jury_secretary"))
    for name in others:
        world.add(f"{name}.seat", seats[name].pk)
    panel = seats["juror"].panel
    proposal = propose(
        act="close_scoring",
        subject=f"panel:{panel.pk}",
        applications=[application],
        params={"root": root_of([]), "modifiers": modifiers_digest([application])},
        by=world.actor("chair"),
    )
    _pinned(world, application, panel)
    world.add("closing", proposal.pk)
    world.add("closing.digest", proposal.digest)


def _pinned(world: "World", application: Application, panel: Panel) -> None:
    """The conflicted juror is barred twice: by the own word, and by what the directory knows."""
    juror = world.people["conflicted_juror"]
    declared = Conflict.objects.get(person=juror, unit=application.unit)
    pinned = Conflict.objects.create(
        person=juror,
        unit=application.unit,
        kind=ConflictKind.EMPLOYEE,
        source=ConflictSource.COMPUTED,
        pinned=True,
        note="served_in_unit",
        declared_at=timezone.now(),
    )
    lifting = propose_lifting(
        conflict_id=pinned.pk, panel=panel, reason="Orang lain.", by=world.actor("admin")
    )
    world.add("conflict", declared.pk)
    world.add("pinned", pinned.pk)
    world.add("lifting", lifting.pk)
    world.add("lifting.digest", lifting.digest)


def _panel(
    world: "World", prefix: str, application: Application, jurors: tuple[str, ...]
) -> dict[str, Seat]:
    secretary = world.actor("jury_secretary")
    panel = make_panel(season=world.season, name=f"Panel {prefix}A", by=secretary)
    add_applications(panel=panel, application_ids=[application.pk], by=secretary)
    seats = {
        name: seat_juror(panel=panel, person=world.people[name], by=secretary) for name in jurors
    }
    first = jurors[0]
    declare(
        seat_id=seats[first].pk, application_id=application.pk, conflict=None, by=world.actor(first)
    )
    sheet = open_sheet(application_id=application.pk, by=world.actor(first))
    world.add(f"{prefix}panel", panel.pk)
    world.add(f"{prefix}seat", seats[first].pk)
    world.add(f"{prefix}sheet", sheet.pk)
    return seats


def _last_year(world: "World") -> None:
    """A published season: an award in doubt, an objection, an amendment to be published."""
    season = Season.objects.create(
        year=world.season.year - 1,
        name="Tahun lalu",
        instrument=world.season.instrument,
        frozen_toml=world.season.frozen_toml,
        state=SeasonState.PUBLISHED,
        decision_number=NUMBER,
        decision_date=today(),
        published_at=timezone.now(),
    )
    world.add("published", season.year)
    ours, far = world.applications["draft"].unit, world.applications["far"].unit
    awarded = _decided(world, "awarded", season, ours, State.AWARDED)
    _decided(world, "far.awarded", season, far, State.AWARDED)
    for name, unit in (("refused", "assessed"), ("amended", "open")):
        _decided(world, name, season, world.applications[unit].unit, State.NOT_AWARDED)
    publication = Publication.objects.create(
        season=season,
        number=NUMBER,
        date=today(),
        digest="0" * 64,
        by=world.people["admin"],
        at=timezone.now(),
    )
    Paper.objects.create(
        kind=PaperKind.LAUREATES,
        season=season,
        publication=publication,
        content="{}",
        blob=register(pdf("daftar")),
        at=timezone.now(),
    )
    world.add("publication", publication.pk)
    Application.objects.filter(season=season).update(published_version=F("version"))
    _amend(world, world.applications["amended"])
    _hear(world, "awarded", awarded)
    _hear(world, "far.awarded", world.applications["far.awarded"])


def _decided(world: "World", name: str, season: Season, unit: Unit, state: State) -> Application:
    """The decision on a unit with its papers, as publishing left them."""
    row = make_application(season, unit=unit, state=state, claims=False)
    world.name_application(name, row)
    decision = _decide(world, row, Outcome(state.value))
    card = ReportCard.objects.create(decision=decision, blob=register(pdf(name)), at=timezone.now())
    world.add(f"{name}.card_copy", _signed(world, card.blob).pk)
    letter = Paper.objects.create(
        kind=PaperKind.LETTER,
        season=season,
        decision=decision,
        content="{}",
        blob=register(pdf(f"surat {name}")),
        at=timezone.now(),
    )
    world.add(f"{name}.letter", letter.pk)
    world.add(f"{name}.letter_copy", _signed(world, letter.blob).pk)
    objection = Objection.objects.create(
        application=row,
        against=state,
        text="Kami keberatan.",
        filed_by=unit.roles.earliest("starts").person,
        filed_at=timezone.now(),
    )
    world.add(f"{name}.objection", objection.pk)
    if state == State.AWARDED:
        certificate = Certificate.objects.create(
            application=row,
            decision=decision,
            serial=name,
            token=unit.work_unit_code * 5,
            blob=register(pdf(f"piagam {name}")),
            issued_at=timezone.now(),
        )
        world.add(f"{name}.certificate", certificate.pk)
        world.add(f"{name}.token", certificate.token)
        world.add(f"{name}.certificate_copy", _signed(world, certificate.blob).pk)
    return row


def _signed(world: "World", draft: Blob | None) -> SignedCopy:
    """A signed copy of one of the papers."""
    assert draft is not None
    return SignedCopy.objects.create(
        draft=draft,
        signed=register(pdf(f"tertanda {draft.pk}")),
        signers=[],
        by=world.people["admin"],
        at=timezone.now(),
    )


def _decide(world: "World", row: Application, outcome: Outcome, version: int = 1) -> Decision:
    return Decision.objects.create(
        application=row,
        version=version,
        outcome=outcome,
        number=NUMBER,
        date=today(),
        reasons="Nilai tercapai.",
        by=world.people["admin"],
        at=timezone.now() - timedelta(hours=1) if version == 1 else timezone.now(),
    )


def _amend(world: "World", row: Application) -> None:
    """An upheld objection has ended in a second decision, which nobody knows yet."""
    Objection.objects.filter(application=row).update(
        state="upheld",
        answer="Benar.",
        answered_by=world.people["admin"],
        answered_at=timezone.now(),
    )
    Application.objects.filter(pk=row.pk).update(version=F("version") + 2)
    _decide(world, row, Outcome.AWARDED, version=2)


def _hear(world: "World", name: str, row: Application) -> None:
    hearing = Hearing.objects.create(
        application=row,
        about=HearingAbout.REVOKE,
        charge="Ruang sudah dibongkar?",
        opened_by=world.people["admin"],
        opened_at=timezone.now(),
        answer_due=timezone.now() + timedelta(days=7),
    )
    world.add(f"{name}.hearing", hearing.pk)
    proposal = propose(
        act=HearingAbout.REVOKE,
        subject=f"application:{row.pk}",
        applications=[row],
        params={"hearing": str(hearing.pk), "number": NUMBER, "date": today().isoformat()},
        reason="Dibongkar.",
        by=world.actor("admin"),
    )
    world.add(f"{name}.revoking", proposal.pk)
    world.add(f"{name}.revoking_digest", proposal.digest)
