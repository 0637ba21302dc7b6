"""Everybody finds what they may see at this moment, and nothing else."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from award.domain.questions import answer, ask, withdraw
from award.enums import State
from award.models import Answer, Application, Claim, Step
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.models import Objection
from tests.config import crowd
from tests.directory.factories import make_holder, make_person, make_unit, signed_in
from tests.jury.worlds import Jury, put_conflict
from tests.support.query_counts import queries
from tests.verification.situations import Scene, add_file, make_application, put
from verification.domain.findings import decide, raise_finding
from verification.enums import Severity, Verdict
from verification.models import Finding

pytestmark = pytest.mark.django_db
WORD = "Kesaksian"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def finds(person: Person, text: str = WORD) -> bool:
    page = signed_in(person).get(reverse("directory:search"), {"text": text})
    assert page.status_code == 200
    return "Tidak ada yang ditemukan." not in page.content.decode()


def unit_head(application: Application) -> Person:
    return application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person


def say(application: Application, note: str) -> None:
    """The unit writes that beside its first answer, in a further version of its claim."""
    last = Claim.objects.filter(application=application).order_by("indicator", "-version").first()
    assert last is not None
    last.pk, last.version, last.note = None, last.version + 1, note
    last.save(force_insert=True)


def others(scene: Scene) -> list[Person]:
    """Those who have nothing to do with the scene's application."""
    far = make_application(scene.season, unit=make_unit(region="bali"))
    kinds = (RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT, RoleKind.REGION_VERIFIER)
    return [
        make_person(),
        unit_head(far),
        make_holder(RoleKind.JUROR),
        *(make_holder(kind, region="bali") for kind in kinds),
        make_holder(RoleKind.REGION_VERIFIER, region=scene.place.region),
    ]


def kanwil_and_centre(scene: Scene) -> list[Person]:
    kinds = (RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR)
    mine = [scene.place.head, scene.place.secretariat, scene.member]
    return [*mine, *(make_holder(kind) for kind in kinds)]


def test_a_question_is_found_by_both_sides_and_the_centre(scene: Scene) -> None:
    """In its own words and in those of its answer, and never by the jury."""
    row = put(scene.application, State.EVIDENCE_OPEN)
    by, leader = Actor(unit_head(row)), Actor(scene.leader)
    asked = ask(application_id=row.pk, indicator=scene.indicators[0], text=WORD, by=by)
    readers = [unit_head(row), *kanwil_and_centre(scene)]
    for person in readers:
        assert finds(person)
    answer(question_id=asked.pk, text="Cukup salinan.", by=leader)
    for person in readers:
        assert finds(person, "cukup salinan")
    heads = [make_holder(RoleKind.JURY_CHAIR), make_holder(RoleKind.JURY_SECRETARY)]
    for person in [*others(scene), *heads]:
        assert not finds(person)
        assert not finds(person, "cukup salinan")


def test_a_withdrawn_question_is_found_by_nobody(scene: Scene) -> None:
    row = put(scene.application, State.EVIDENCE_OPEN)
    by = Actor(unit_head(row))
    asked = ask(application_id=row.pk, indicator=scene.indicators[0], text=WORD, by=by)
    withdraw(question_id=asked.pk, by=by)
    assert not finds(unit_head(row))
    assert not finds(make_holder(RoleKind.CENTRE_ADMIN))


def test_what_was_sent_is_found_by_who_may_read_it(scene: Scene) -> None:
    say(scene.application, f"Ada {WORD} tertulis.")
    for person in [unit_head(scene.application), *kanwil_and_centre(scene)]:
        assert finds(person)
    for person in others(scene):
        assert not finds(person)


def test_an_earlier_version_is_not_what_the_unit_says_now(scene: Scene) -> None:
    say(scene.application, WORD)
    say(scene.application, "Diubah.")
    assert not finds(scene.place.head)


def test_a_draft_is_found_by_its_unit_alone(scene: Scene) -> None:
    put(scene.application, State.DRAFT)
    Answer.objects.create(
        application=scene.application, indicator=scene.indicators[0], note=WORD,
        updated_by=unit_head(scene.application), updated_at=timezone.now(),
    )  # fmt: skip
    assert finds(unit_head(scene.application))
    for person in [*kanwil_and_centre(scene), *others(scene)]:
        assert not finds(person)


def test_a_finding_is_found_by_those_who_judge(scene: Scene) -> None:
    finding(scene)
    for person in [*kanwil_and_centre(scene), make_holder(RoleKind.JURY_CHAIR)]:
        assert finds(person)
    for person in others(scene):
        assert not finds(person)


def finding(scene: Scene, text: str = WORD) -> Finding:
    version = add_file(scene, scene.indicators[0])
    return raise_finding(
        version_id=version.pk, text=text, severity=Severity.HIGH, by=Actor(scene.leader)
    )


def test_a_likeness_to_another_units_file_is_never_found_by_the_unit(scene: Scene) -> None:
    raised = finding(scene, "Kapan?")
    head = unit_head(scene.application)
    for kind in ("raised", "same_file_other_unit"):
        raised.pk, raised.kind = uuid4(), kind
        raised.explanation_id = f"{WORD} {kind}"
        raised.save(force_insert=True)
    assert finds(head, f"{WORD} raised"), "a person's own question is told to the unit"
    assert not finds(head, f"{WORD} same_file_other_unit")
    assert finds(scene.place.head, f"{WORD} same_file_other_unit")


def test_why_a_finding_was_decided_so(scene: Scene) -> None:
    raised = finding(scene, "Kapan?")
    by = Actor(scene.leader)
    decide(finding_id=raised.pk, verdict=Verdict.ASK, reason=f"{WORD} kurang.", seen=0, by=by)
    for person in [scene.place.head, scene.member, unit_head(scene.application)]:
        assert finds(person)
    for person in others(scene):
        assert not finds(person)
    decide(finding_id=raised.pk, verdict=Verdict.NO_ISSUE, reason="Cukup.", seen=1, by=by)
    assert finds(scene.member), "earlier words stay with those who judge"
    assert not finds(unit_head(scene.application)), "the unit reads the last word"


def test_the_reason_of_a_step_is_kept_under_embargo(scene: Scene) -> None:
    """As the story of an application does: deciding is a step that nobody hears of yet."""
    row = put(scene.application, State.AWARDED, version=9)
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    Step.objects.create(
        application=row, edge="decide_award", source=State.SCORED, target=State.AWARDED,
        version=9, by=admin, capacity="centre_admin", reason=WORD, at=timezone.now(),
    )  # fmt: skip
    assert finds(admin)
    for person in [unit_head(row), scene.place.head, scene.member, *others(scene)]:
        assert not finds(person)
    put_conflict(admin, row)
    assert not finds(admin), "nor does who works at the centre with a conflict of interest"
    assert finds(make_holder(RoleKind.CENTRE_ADMIN))
    put(row, State.AWARDED, published_version=9)
    assert finds(scene.place.head)
    assert finds(admin)


def test_a_name_is_found_by_who_may_see_the_application(scene: Scene) -> None:
    text = scene.application.unit.name
    assert finds(scene.member, text)
    assert finds(unit_head(scene.application), text)
    for person in others(scene):
        assert not finds(person, text)


def test_people_are_found_by_who_reads_the_directory(scene: Scene) -> None:
    text = scene.leader.email
    assert finds(scene.place.secretariat, text)
    assert finds(make_holder(RoleKind.AUDITOR), text)
    for person in [scene.place.head, scene.member, make_holder(RoleKind.JURY_CHAIR)]:
        assert not finds(person, text)


def test_a_decree_is_found_by_its_number(scene: Scene) -> None:
    text = scene.decree.number
    assert finds(scene.place.head, text)
    assert finds(scene.member, text)
    assert not finds(unit_head(scene.application), text)
    assert not finds(make_holder(RoleKind.REGION_HEAD, region="bali"), text)


@pytest.fixture
def jury() -> Jury:
    made = Jury(units=1)
    say(made.application, WORD)
    return made


def test_a_juror_finds_what_is_on_their_own_sheets(jury: Jury) -> None:
    juror, name = jury.jurors[0], jury.application.unit.name
    assert not finds(juror), "nothing was declared yet"
    assert not finds(juror, name)
    jury.declare(0)
    jury.sheet(0)
    assert finds(juror)
    assert finds(juror, name)
    assert not finds(jury.jurors[1]), "another has not begun"


def test_a_juror_with_a_conflict_finds_nothing_of_the_unit(jury: Jury) -> None:
    jury.declare(0)
    jury.sheet(0)
    jury.bar(jury.jurors[0])
    assert not finds(jury.jurors[0])
    assert not finds(jury.jurors[0], jury.application.unit.name)


def test_a_decision_is_found_once_it_was_told() -> None:
    jury = Jury(units=1)
    jury.score()
    jury.close()
    jury.decide(reasons=f"{WORD} semua orang.")
    row = jury.application
    head, kanwil = unit_head(row), make_holder(RoleKind.REGION_HEAD, region=row.region)
    for person in (head, kanwil, jury.jurors[0]):
        assert not finds(person)
    jury.publish()
    assert finds(head)
    assert finds(kanwil)
    assert not finds(make_holder(RoleKind.REGION_HEAD, region="bali"))


def test_an_objection_is_found_by_those_it_concerns(scene: Scene) -> None:
    row = put(scene.application, State.NOT_PASSED)
    Objection.objects.create(
        application=row, against=State.NOT_PASSED, text=WORD, filed_by=unit_head(row),
        filed_at=timezone.now(),
    )  # fmt: skip
    for person in [unit_head(row), scene.place.head, make_holder(RoleKind.CENTRE_ADMIN)]:
        assert finds(person)
    for person in [scene.member, *others(scene)]:
        assert not finds(person)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["head", "leader", "centre_admin"])
def test_it_asks_as_often_for_many_as_for_few(scene: Scene, who: str) -> None:
    kept: dict[str, Callable[[], Person]] = {
        "head": lambda: scene.place.head,
        "leader": lambda: scene.leader,
        "centre_admin": lambda: make_holder(RoleKind.CENTRE_ADMIN),
    }
    browser = signed_in(kept[who]())
    url = reverse("directory:search") + "?text=Bapas"
    crowd.with_team(scene, 1, State.UNDER_VERIFICATION)
    few = queries(browser, url)
    crowd.with_team(scene, 30, State.UNDER_VERIFICATION)
    assert queries(browser, url) == few
    assert few <= 30


def test_who_lost_a_role_finds_nothing_any_more(scene: Scene) -> None:
    text, head = scene.application.unit.name, scene.place.head
    assert finds(head, text)
    head.roles.update(ends=today())
    assert not finds(head, text)
