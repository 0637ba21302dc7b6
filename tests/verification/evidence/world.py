"""One running season with units, a team and files to try evidence on; real rows, real bytes."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone
from PIL import Image

from award.enums import Capacity, DateKind, SeasonState, State
from award.models import Application, Claim, Grant, Season, SeasonDate
from criteria.domain.loader import load
from criteria.models import Instrument
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Unit
from record.domain import jobs
from record.domain.blobs import keep
from record.models import Blob, Job
from tests.directory.factories import make_holder, make_role, make_unit
from tests.support.past_the_net import past_the_net
from verification.domain.checking import check
from verification.domain.evidence import receive
from verification.domain.intake import Upload
from verification.enums import TeamFunction
from verification.models import Assignment, Decree, DecreeMember, EvidenceVersion
from verification.queries.receipts import Receipt

CODE = "permenkumham-27-2018"
INSTRUMENT = Path(__file__).parents[3] / f"criteria/instruments/{CODE}.toml"
FIRST, SECOND = "fac-visitors-01", "fac-visitors-02"


@cache
def _toml() -> str:
    return INSTRUMENT.read_text("utf-8")


def make_season(year: int = 2026, *, toml: str | None = None, **fields: Any) -> Season:
    """A season that runs, its evidence due in a month."""
    text = toml or _toml()
    loaded = load(text, name=CODE)
    instrument, _ = Instrument.objects.get_or_create(
        code=CODE,
        version=f"test-{year}",
        defaults={"title": "Uji", "toml": text, "digest": loaded.digest},
    )
    given: dict[str, Any] = {"state": SeasonState.OPEN, "frozen_toml": text, **fields}
    season = Season.objects.create(
        year=year, name=f"Periode {year}", instrument=instrument, **given
    )
    now = timezone.now()
    SeasonDate.objects.bulk_create(
        SeasonDate(season=season, kind=kind, at=now + timedelta(days=30 * (number or -1)))
        for number, kind in enumerate(DateKind)
    )
    return season


def set_due(application: Application, at: datetime, kind: DateKind = DateKind.EVIDENCE_DUE) -> None:
    """Move a date of the application's season."""
    SeasonDate.objects.filter(season=application.season, kind=kind).update(at=at)


def make_application(
    season: Season | None = None, unit: Unit | None = None, state: State = State.EVIDENCE_OPEN
) -> Application:
    """A unit's application in that state, without the way that leads there."""
    unit = unit or make_unit()
    return Application.objects.create(
        season=season or Season.objects.first() or make_season(),
        unit=unit,
        region=unit.region,
        unit_type=unit.unit_type,
        state=state,
        state_since=timezone.now(),
    )


def put_in(application: Application, state: State, **fields: Any) -> None:
    """Move the row past the door, to look at what a state allows."""
    with past_the_net():
        Application.objects.filter(pk=application.pk).update(state=state, **fields)


def claim(application: Application, indicator: str, value: str = "ada", **fields: Any) -> Claim:
    """A claim as the self-assessment leaves it."""
    given = {"version": 1, "by": head_of(application), "at": timezone.now(), **fields}
    return Claim.objects.create(application=application, indicator=indicator, value=value, **given)


def head_of(application: Application) -> Person:
    """The unit's head, made when there is none."""
    role = application.unit.roles.filter(kind=RoleKind.UNIT_HEAD).first()
    return role.person if role else make_holder(RoleKind.UNIT_HEAD, unit=application.unit)


@dataclass(frozen=True)
class Team:
    """The people of a decree in force for one application."""

    leader: Person
    secretary: Person
    member: Person


def make_team(application: Application) -> Team:
    """A decree in force, its assignment, members and grants, as registering it leaves them."""
    now = timezone.now()
    day = timezone.localdate(now)
    decree = Decree.objects.create(
        season=application.season,
        region=application.region,
        issuer="centre",
        number=f"SK-{application.pk}",
        date=day,
        starts=day,
        last_day=day + timedelta(days=300),
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=300),
        file=_blob(),
        registered_by=make_holder(RoleKind.REGION_SECRETARIAT, region=application.region),
        registered_at=now,
    )
    Assignment.objects.create(
        application=application,
        decree=decree,
        starts=now - timedelta(days=1),
        by=decree.registered_by,
    )
    return Team(*(_join(decree, application, function) for function in TeamFunction))


CAPACITY = {
    TeamFunction.LEADER: Capacity.TEAM_LEADER,
    TeamFunction.SECRETARY: Capacity.TEAM_SECRETARY,
    TeamFunction.MEMBER: Capacity.TEAM_MEMBER,
}


def _join(decree: Decree, application: Application, function: TeamFunction) -> Person:
    person = make_role(RoleKind.REGION_VERIFIER, region=application.region).person
    DecreeMember.objects.create(decree=decree, person=person, function=function)
    Grant.objects.create(
        application=application,
        person=person,
        capacity=CAPACITY[function],
        starts=decree.valid_from,
        ends=decree.valid_until,
        source=f"decree:{decree.pk}",
    )
    return person


def _blob() -> Blob:

    stored = keep([b"%PDF-1.7 SK"], limit=1000)
    return Blob.objects.get_or_create(pk=stored.sha256, defaults={"size": stored.size})[0]


def photo(seed: int = 0, *, size: tuple[int, int] = (640, 480), quality: int = 90) -> bytes:
    """A JPEG with enough in it to be told from others: smooth noise, one picture a seed."""
    noise = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
    return encoded(picture, quality=quality)


def encoded(picture: Image.Image, **options: Any) -> bytes:
    """The picture as a camera writes it: with its maker's name."""
    tags = Image.Exif()
    tags[0x010F] = "Contoh"
    out = io.BytesIO()
    picture.save(out, "JPEG", **{"exif": tags, **options})
    return out.getvalue()


def pdf(text: str = "Surat keterangan") -> bytes:
    """A small PDF that Pillow draws."""
    out = io.BytesIO()
    page = Image.new("RGB", (300, 400), "white")
    page.save(out, "PDF", title=text)
    return out.getvalue()


def upload(data: bytes, name: str = "foto.jpg", begun_at: datetime | None = None) -> Upload:
    """An upload as the page hands it over."""
    at = begun_at or timezone.now()
    return Upload(file=io.BytesIO(data), size=len(data), name=name, begun_at=at)


def hand_in(
    application: Application,
    data: bytes | None = None,
    *,
    indicator: str = FIRST,
    name: str = "foto.jpg",
    by: Person | None = None,
    replaces: object | None = None,
) -> Receipt:
    """A file of the unit's head under an indicator."""
    return receive(
        application_id=application.pk,
        indicator=indicator,
        upload=upload(photo() if data is None else data, name),
        by=Actor(by or head_of(application)),
        replaces=replaces,  # type: ignore[arg-type]
    )


def run_check(version: EvidenceVersion) -> Job:
    """Do the job of the file's checks as a worker does it, real child process included."""

    job = Job.objects.filter(kind="check_evidence", subject=str(version.pk)).latest("created_at")
    claimed = jobs.claim(job.pk, owner="test")
    assert claimed is not None
    check(claimed)
    job.refresh_from_db()
    return job


def checked(application: Application, data: bytes | None = None, **more: Any) -> EvidenceVersion:
    """A file that was handed in and checked."""
    version = hand_in(application, data, **more).version
    run_check(version)
    return EvidenceVersion.objects.select_related("item", "checking").get(pk=version.pk)
