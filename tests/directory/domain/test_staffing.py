from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from directory.actors import CLOCK, Actor
from directory.domain.accounts import Details
from directory.domain.staffing import end_acting_head, hand_over, name_acting_head
from directory.enums import ActingKind, RoleKind
from directory.errors import NotAllowed, Refused
from directory.models import Person, Role, Unit
from directory.queries.roles import holds, today
from directory.queries.staffing import head_titles
from record.models import Job, LedgerEntry, Notice
from tests.directory.factories import make_holder, make_person, make_role, make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
K = RoleKind
NEW = Details(name="Rahayu Baru", email="Baru@contoh.go.id", nip="198001012005011001")


@pytest.fixture
def unit() -> Unit:
    return make_unit(region="jawa-timur")


@pytest.fixture
def head(unit: Unit) -> Actor:
    return Actor(make_holder(K.UNIT_HEAD, unit=unit))


@pytest.fixture
def secretariat(unit: Unit) -> Actor:
    return Actor(make_holder(K.REGION_SECRETARIAT, region=unit.region))


def name(actor: Actor, unit: Unit, **given: Any) -> Role:
    return name_acting_head(
        **{
            "actor": actor,
            "unit": unit,
            "who": NEW,
            "acting_as": ActingKind.PLH,
            "first": today(),
            "last": today() + 6 * DAY,
            "letter": "W.15-KP.04.01-77",
            **given,
        }
    )


def test_a_head_hands_over_and_the_new_operator_is_invited(unit: Unit, head: Actor) -> None:
    old = make_role(K.UNIT_OPERATOR, unit=unit)
    starts = today() + 3 * DAY
    hand_over(actor=head, unit=unit, to=NEW, starts=starts, replaces=old)
    new = Person.objects.get(email="baru@contoh.go.id")
    assert Job.objects.filter(kind="send_invitation", subject=str(new.pk)).count() == 1
    for person, on, works in (
        (old.person, starts - DAY, True),
        (old.person, starts, False),
        (new, starts - DAY, False),
        (new, starts, True),
    ):
        assert holds(person, K.UNIT_OPERATOR, unit=unit, on=on) is works
    told = dict(Notice.objects.values_list("recipient", "kind"))
    assert told == {new.pk: "operator_named", old.person_id: "operator_relieved"}
    kinds = [(e.kind, e.actor) for e in LedgerEntry.objects.order_by("seq")]
    assert kinds == [(kind, head.ledger) for kind in ("person_invited", "role_given", "role_ended")]
    assert not any("Rahayu" in e.body for e in LedgerEntry.objects.all())


def test_the_old_operator_stays_if_the_head_wants_it(unit: Unit, head: Actor) -> None:
    old = make_role(K.UNIT_OPERATOR, unit=unit)
    hand_over(actor=head, unit=unit, to=NEW, starts=today())
    assert Role.objects.filter(kind=K.UNIT_OPERATOR, unit=unit, ends=None).count() == 2
    assert not Notice.objects.filter(recipient=old.person).exists()


def test_a_role_that_ends_earlier_anyway_keeps_its_day(unit: Unit, head: Actor) -> None:
    old = make_role(K.UNIT_OPERATOR, unit=unit, ends=today() + DAY)
    hand_over(actor=head, unit=unit, to=NEW, starts=today() + 5 * DAY, replaces=old)
    old.refresh_from_db()
    assert old.ends == today() + DAY


def test_somebody_of_the_unit_is_simply_given_the_role(unit: Unit, head: Actor) -> None:
    known = make_person(name="Nama Lama", email="baru@contoh.go.id")
    make_role(K.UNIT_HEAD, person=known, unit=unit)
    details = Details(name="Nama Lain", email="baru@contoh.go.id")
    role = hand_over(actor=head, unit=unit, to=details, starts=today())
    assert (role.person, role.person.name) == (known, "Nama Lama")
    assert not Job.objects.filter(kind="send_invitation").exists()


def make_known(kind: K | None, **role: Any) -> Person:
    known = make_person(email="baru@contoh.go.id", nip=NEW.nip)
    if kind is not None:
        make_role(kind, person=known, **role)
    return known


ELSEWHERE = [
    K.UNIT_OPERATOR, K.REGION_HEAD, K.REGION_SECRETARIAT, K.REGION_VERIFIER, K.CENTRE_ADMIN,
    K.JURY_CHAIR, K.JUROR, K.AUDITOR,
]  # fmt: skip


@pytest.mark.parametrize("kind", ELSEWHERE)
@pytest.mark.parametrize("later", [False, True])
def test_nobody_with_a_role_elsewhere_now_or_soon(
    unit: Unit, head: Actor, kind: K, *, later: bool
) -> None:
    known = make_known(kind, starts=today() + DAY if later else today())
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=NEW, starts=today())
    assert not holds(known, K.UNIT_OPERATOR, unit=unit)
    assert not LedgerEntry.objects.exists()


def test_a_role_elsewhere_that_is_over_does_not_hinder(unit: Unit, head: Actor) -> None:
    known = make_known(K.REGION_VERIFIER, ends=today())
    hand_over(actor=head, unit=unit, to=NEW, starts=today())
    assert holds(known, K.UNIT_OPERATOR, unit=unit)


def test_the_refusal_does_not_tell_why(unit: Unit, head: Actor) -> None:
    """A head must not learn by trying addresses who is a juror or who has left."""
    told = set()
    people = [
        make_holder(K.JUROR),
        make_holder(K.REGION_VERIFIER),
        make_person(is_active=False),
        make_person(nip="199001012015011002"),
    ]
    for person in people:
        details = Details(name="X", email=person.email, nip="197001011990011001")
        with pytest.raises(Refused) as refused:
            hand_over(actor=head, unit=unit, to=details, starts=today())
        told.add(tuple(refused.value.reasons))
    stranger = Details(name="X", email="z@contoh.go.id", nip="199001012015011002")
    with pytest.raises(Refused) as refused:
        hand_over(actor=head, unit=unit, to=stranger, starts=today())
    told.add(tuple(refused.value.reasons))
    assert len(told) == 1


def test_an_inactive_account_is_not_brought_back(unit: Unit, head: Actor) -> None:
    make_person(email="baru@contoh.go.id", nip=NEW.nip, is_active=False)
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=NEW, starts=today())


@pytest.mark.parametrize("email", ["", "bukan surel", "a b@contoh.go.id"])
def test_nobody_without_an_address(unit: Unit, head: Actor, email: str) -> None:
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=Details(name="X", email=email), starts=today())


def test_not_from_a_day_in_the_past_and_not_twice(unit: Unit, head: Actor) -> None:
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=NEW, starts=today() - DAY)
    hand_over(actor=head, unit=unit, to=NEW, starts=today())
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=NEW, starts=today() + DAY)
    assert Role.objects.filter(kind=K.UNIT_OPERATOR).count() == 1


@pytest.mark.parametrize("kind", [K.UNIT_HEAD, K.UNIT_OPERATOR])
def test_only_an_operator_of_this_unit_is_replaced(unit: Unit, head: Actor, kind: K) -> None:
    other = make_role(kind, unit=make_unit() if kind == K.UNIT_OPERATOR else unit)
    with pytest.raises(Refused):
        hand_over(actor=head, unit=unit, to=NEW, starts=today(), replaces=other)
    other.refresh_from_db()
    assert other.ends is None
    assert not Person.objects.filter(email="baru@contoh.go.id").exists()


@pytest.mark.parametrize("kind", [K.UNIT_OPERATOR, K.REGION_SECRETARIAT, K.CENTRE_ADMIN])
def test_only_the_head_hands_over(unit: Unit, kind: K) -> None:
    place = {"unit": unit} if kind == K.UNIT_OPERATOR else {}
    head_elsewhere = make_holder(K.UNIT_HEAD)
    former = make_holder(K.UNIT_HEAD, unit=unit, ends=today())
    for actor in (Actor(make_holder(kind, **place)), Actor(head_elsewhere), Actor(former), CLOCK):
        with pytest.raises(NotAllowed):
            hand_over(actor=actor, unit=unit, to=NEW, starts=today())


def test_an_acting_head_may_what_the_head_may_between_the_days(
    unit: Unit, head: Actor, secretariat: Actor
) -> None:
    first, last = today() + DAY, today() + 3 * DAY
    role = name(secretariat, unit, first=first, last=last)
    days = {on: holds(role.person, K.UNIT_HEAD, unit=unit, on=on) for on in (
        first - DAY, first, last, last + DAY,
    )}  # fmt: skip
    assert list(days.values()) == [False, True, True, False]
    assert head.person is not None
    assert holds(head.person, K.UNIT_HEAD, unit=unit, on=first)
    titles = head_titles(unit.pk)
    assert titles.on(role.person_id, first) == "Plh. Kepala UPT"
    assert titles.on(role.person_id, last + DAY) == "Kepala UPT"
    assert titles.on(head.person.pk, first) == "Kepala UPT"
    given = LedgerEntry.objects.get(kind="role_given")
    assert '"acting_as":"plh"' in given.body
    assert "W.15" not in given.body
    assert set(Notice.objects.values_list("recipient", flat=True)) == {
        role.person_id, head.person.pk,
    }  # fmt: skip


def test_the_head_of_a_neighbour_may_act_but_nobody_who_verifies_or_judges(
    unit: Unit, secretariat: Actor
) -> None:
    neighbour = make_holder(K.UNIT_HEAD, unit=make_unit(region="jawa-timur"))
    far = make_holder(K.UNIT_HEAD, unit=make_unit(region="papua"))
    barred = [far, *(make_holder(kind) for kind in ELSEWHERE[1:])]
    for person in barred:
        with pytest.raises(Refused):
            name(secretariat, unit, who=Details(name=person.name, email=person.email))
    name(secretariat, unit, who=Details(name=neighbour.name, email=neighbour.email))
    assert holds(neighbour, K.UNIT_HEAD, unit=unit)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"first": date(2020, 1, 1)}, "lewat"),
        ({"last": date(2020, 1, 1)}, "sebelum"),
        ({"letter": "  "}, "nomor"),
        ({"who": Details(name="X", email="")}, "surel"),
    ],
)
def test_days_letter_and_address_are_needed(
    unit: Unit, secretariat: Actor, given: dict[str, Any], word: str
) -> None:
    with pytest.raises(Refused) as refused:
        name(secretariat, unit, **given)
    assert word in refused.value.reasons[0]
    assert not LedgerEntry.objects.exists()


def test_two_acting_heads_do_not_overlap(unit: Unit, secretariat: Actor) -> None:
    name(secretariat, unit, first=today() + 2 * DAY, last=today() + 4 * DAY)
    other = Details(name="Lain", email="lain@contoh.go.id")
    for first, last in ((0, 2), (4, 9), (3, 3), (0, 9)):
        with pytest.raises(Refused, match="lain di UPT ini"):
            name(
                secretariat, unit, who=other, first=today() + first * DAY, last=today() + last * DAY
            )
    name(secretariat, unit, who=other, first=today(), last=today() + DAY)
    name(secretariat, unit, who=other, first=today() + 5 * DAY, last=today() + 6 * DAY)
    name(secretariat, make_unit(region="jawa-timur"), who=other)


def test_the_head_does_not_act_for_themself(unit: Unit, head: Actor, secretariat: Actor) -> None:
    assert head.person is not None
    with pytest.raises(Refused):
        name(secretariat, unit, who=Details(name="X", email=head.person.email))


@pytest.mark.parametrize("kind", [K.UNIT_HEAD, K.UNIT_OPERATOR, K.REGION_HEAD, K.AUDITOR])
def test_only_the_secretariat_of_the_kanwil_or_the_centre_names(unit: Unit, kind: K) -> None:
    far = make_holder(K.REGION_SECRETARIAT, region="papua")
    mine = make_holder(kind, unit=unit) if kind.scope == "unit" else make_holder(kind)
    for actor in (Actor(mine), Actor(far), CLOCK):
        with pytest.raises(NotAllowed):
            name(actor, unit)
    name(Actor(make_holder(K.CENTRE_ADMIN)), unit)


def test_who_is_back_earlier_ends_it(unit: Unit, secretariat: Actor) -> None:
    role = name(secretariat, unit)
    far = Actor(make_holder(K.REGION_SECRETARIAT, region="papua"))
    with pytest.raises(NotAllowed):
        end_acting_head(actor=far, role=role)
    with pytest.raises(NotAllowed):
        end_acting_head(actor=secretariat, role=make_role(K.UNIT_HEAD, unit=unit))
    end_acting_head(actor=secretariat, role=role)
    assert not holds(role.person, K.UNIT_HEAD, unit=unit)
    with pytest.raises(Refused):
        end_acting_head(actor=secretariat, role=role)


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_name_one() -> None:
    unit = make_unit()
    actor = Actor(make_holder(K.REGION_SECRETARIAT, region=unit.region))
    barrier = Barrier(2)

    def act(number: int) -> None:
        barrier.wait(timeout=10)
        try:
            name(actor, unit, who=Details(name="X", email=f"orang-{number}@baru.go.id"))
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=act, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert Role.objects.filter(acting=True).count() == 1
