"""A season that runs, a unit in a region, a team with its decree: rows as the domain leaves them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone

from award.enums import DateKind, SeasonState, State
from award.models import Application, Claim, Season, SeasonDate
from award.queries.instruments import indicators_of
from criteria.domain.publishing import publish, register
from criteria.models import Instrument
from directory.actors import Actor
from directory.enums import RoleKind, UnitType
from directory.models import Person, Region, Unit
from directory.queries.roles import today
from record.domain.blobs import keep
from record.models import Blob
from record.store import Stored
from tests.directory.factories import make_holder, make_region, make_role, make_unit
from tests.support.past_the_net import past_the_net
from verification.domain.assigning import assign_team
from verification.domain.closing import prepare_closing
from verification.domain.decree_draft import DecreeDraft, Named
from verification.domain.decrees import register_decree
from verification.domain.signing import sign
from verification.domain.verifying import verify_indicator
from verification.domain.visiting import record_visit
from verification.enums import CheckState, ClosingKind, Issuer, TeamFunction
from verification.models import (
    Checking,
    Decree,
    EvidenceItem,
    EvidenceVersion,
    IndicatorVerification,
    Minutes,
)

BY_REGION = "permenkumham-27-2018-rancangan-2020"
BY_CENTRE = "permenkumham-27-2018"
DAYS = {
    DateKind.SELF_ASSESSMENT_OPENS: -60,
    DateKind.SELF_ASSESSMENT_DUE: -30,
    DateKind.TEAM_DUE: 5,
    DateKind.EVIDENCE_DUE: 20,
    DateKind.VERIFICATION_DUE: 40,
    DateKind.FORWARDING_DUE: 50,
    DateKind.SCORING_DUE: 60,
    DateKind.ANNOUNCEMENT: 70,
}
_numbers = count(1)


def make_instrument(code: str = BY_REGION) -> Instrument:
    text = Path(f"criteria/instruments/{code}.toml").read_text(encoding="utf-8")
    row = register(actor="system", toml_text=text, name=code)
    return publish(actor="system", instrument=row)


def make_season(code: str = BY_REGION, **days: float) -> Season:
    """An open season whose calendar stands around today; days by the kind's value."""
    instrument = make_instrument(code)
    season = Season.objects.create(
        year=2100 + next(_numbers),
        name="Penghargaan P2HAM",
        instrument=instrument,
        state=SeasonState.OPEN,
        frozen_toml=instrument.toml,
    )
    for kind, day in DAYS.items():
        at = timezone.now() + timedelta(days=days.get(kind.value, day))
        SeasonDate.objects.create(season=season, kind=kind, at=at)
    return season


def make_application(
    season: Season,
    *,
    state: State = State.SELF_ASSESSED,
    unit: Unit | None = None,
    claims: bool = True,
    **fields: Any,
) -> Application:
    unit = unit or make_unit(unit_type=UnitType.PROBATION_OFFICE, name=f"Bapas {next(_numbers)}")
    application = Application.objects.create(
        season=season,
        unit=unit,
        region=unit.region,
        unit_type=unit.unit_type,
        state=state,
        state_since=timezone.now(),
        **fields,
    )
    if claims:
        head = make_holder(RoleKind.UNIT_HEAD, unit=unit)
        Claim.objects.bulk_create(
            Claim(
                application=application,
                indicator=indicator.code,
                version=1,
                value=indicator.scale.answers[0].code,
                by=head,
                at=timezone.now(),
            )
            for indicator in indicators_of(application)
        )
    return application


def pdf(text: str = "SK") -> Stored:
    return keep([b"%PDF-1.7\n" + text.encode()], limit=1 << 20)


@dataclass
class Region3:
    """A region with its secretariat, head and three verifiers."""

    region: Region = field(default_factory=make_region)

    def __post_init__(self) -> None:
        self.secretariat = make_holder(RoleKind.REGION_SECRETARIAT, region=self.region)
        self.head = make_holder(RoleKind.REGION_HEAD, region=self.region)
        self.verifiers = [self.verifier() for _ in range(3)]

    def verifier(self) -> Person:
        return make_holder(RoleKind.REGION_VERIFIER, region=self.region)


def draft_of(place: Region3, season: Season, **fields: Any) -> DecreeDraft:
    people = fields.pop("people", place.verifiers)
    functions = [TeamFunction.LEADER, TeamFunction.SECRETARY]
    functions += [TeamFunction.MEMBER] * max(0, len(people) - 2)
    given: dict[str, Any] = {
        "season": season,
        "region": place.region,
        "issuer": Issuer.REGION,
        "number": f"W.15-{next(_numbers)}.HM.01.01",
        "dated": today() - timedelta(days=10),
        "starts": today() - timedelta(days=10),
        "last_day": today() + timedelta(days=90),
        "members": tuple(
            Named(person=person, function=function, tasks="Memeriksa data dukung")
            for person, function in zip(people, functions, strict=False)
        ),
        **fields,
    }
    return DecreeDraft(**given)


def make_decree(place: Region3, season: Season, **fields: Any) -> Decree:
    draft = draft_of(place, season, **fields)
    return register_decree(draft=draft, file=pdf(draft.number), by=Actor(place.secretariat))


@dataclass
class Scene:
    """An application with its team, in whatever state is asked for."""

    state: State = State.UNDER_VERIFICATION
    code: str = BY_REGION
    days: Mapping[str, float] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = Region3()
        self.season = make_season(self.code, **self.days)
        issuer = Issuer.REGION if self.code == BY_REGION else Issuer.CENTRE
        self.decree = make_decree(self.place, self.season, issuer=issuer)
        self.application = self.add()
        self.leader, self.secretary, self.member = self.place.verifiers

    @classmethod
    def ready_to_close(cls) -> "Scene":
        """Everything verified and visited: minutes or a letter can be prepared."""
        scene = cls()
        scene.verify_all()
        scene.visit()
        return scene

    def add(self, **fields: Any) -> Application:
        """A further application of this season with the same team."""
        application = make_application(self.season, **fields)
        assign_team(
            applications={application.pk: application.version},
            decree_id=self.decree.pk,
            by=Actor(self.place.secretariat),
        )
        put(application, self.state, **self.fields)
        return application

    @property
    def indicators(self) -> list[str]:
        return [indicator.code for indicator in indicators_of(self.application)]

    def verify(self, code: str, by: Person | None = None, **given: Any) -> IndicatorVerification:
        last = IndicatorVerification.objects.filter(
            application=self.application, indicator=code
        ).last()
        value = Claim.objects.filter(application=self.application, indicator=code).latest("version")
        return verify_indicator(
            **{
                "application_id": self.application.pk,
                "indicator": code,
                "value": value.value,
                "observation": "",
                "expected_version": last.version if last else 0,
                "by": Actor(by or self.member),
                **given,
            }
        )

    def verify_all(self) -> None:
        for code in self.indicators:
            self.verify(code)

    def visit(self) -> None:
        record_visit(
            application_id=self.application.pk,
            on=today(),
            present="Kepala Bapas dan tim",
            summary="",
            by=Actor(self.leader),
        )

    def prepare(self, kind: ClosingKind = ClosingKind.MINUTES, **given: Any) -> Minutes:
        return prepare_closing(
            application_id=self.application.pk, kind=kind, by=Actor(self.secretary), **given
        )

    def sign(self, minutes: Minutes, *people: Person) -> None:
        for person in people:
            sign(minutes_id=minutes.pk, digest=minutes.pdf_id, by=Actor(person))

    def close(self) -> Minutes:
        """Everything that stands before completing: values, visit, minutes signed by two."""
        self.verify_all()
        self.visit()
        minutes = self.prepare()
        self.sign(minutes, self.leader, self.secretary)
        reload(self.application)
        return minutes


def put(application: Application, state: State, **fields: Any) -> Application:
    """Set a state past the door, as only a test may."""
    with past_the_net():
        Application.objects.filter(pk=application.pk).update(state=state, **fields)
    return reload(application)


def reload(application: Application) -> Application:
    """The application as it now is; the protected state forbids `refresh_from_db`."""
    fresh = Application.objects.select_related("unit", "region", "season__instrument")
    application.__dict__.update(fresh.get(pk=application.pk).__dict__)
    return application


def add_file(
    scene: Scene,
    code: str,
    sha256: str = "a" * 64,
    *,
    sealed: bool = False,
    name: str = "foto.jpg",
) -> EvidenceVersion:
    """A file of the unit as its upload leaves it, its checks still to come."""
    blob, _ = Blob.objects.get_or_create(pk=sha256, defaults={"size": 3})
    number = EvidenceItem.objects.filter(application=scene.application).count() + 1
    version = EvidenceVersion.objects.create(
        item=EvidenceItem.objects.create(
            application=scene.application, indicator=code, number=number
        ),
        version=1,
        blob=blob,
        size=3,
        kind="jpeg",
        original_name=name,
        uploaded_by=scene.leader,
        begun_at=timezone.now(),
        received_at=timezone.now(),
    )
    Checking.objects.create(version=version, sealed=sealed, state=CheckState.DONE)
    return version


def end_role_now(person: Person) -> None:
    """The person is no verifier from today on."""
    person.roles.filter(kind=RoleKind.REGION_VERIFIER).update(ends=today())


def served_at(person: Person, unit: Unit, *, ended_days_ago: int) -> None:
    make_role(
        RoleKind.UNIT_OPERATOR,
        person=person,
        unit=unit,
        starts=today() - timedelta(days=ended_days_ago + 400),
        ends=today() - timedelta(days=ended_days_ago),
    )


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
