"""Indicators divided among a team: whose turn it is, who divides, what is left without anybody."""

from collections.abc import Mapping
from itertools import pairwise
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import State
from award.errors import NotAllowed, Refused
from award.work import work_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder, make_role, signed_in
from tests.verification.situations import Scene, add_file, end_role_now, put
from verification.domain.decrees import end_decree
from verification.domain.dividing import divide_evenly, even_shares, give_indicators
from verification.domain.findings import raise_finding
from verification.enums import Severity
from verification.models import IndicatorShare
from verification.queries.shares import Division, division_of, divisions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return Scene()


def give(scene: Scene, given: Mapping[str, Person | None], by: Person | None = None) -> int:
    return give_indicators(
        application_id=scene.application.pk,
        given={code: person.pk if person else None for code, person in given.items()},
        seen=division_of(scene.application).seen,
        by=Actor(by or scene.leader),
    )


def evenly(scene: Scene, *, only_free: bool = False) -> Division:
    divide_evenly(
        application_id=scene.application.pk,
        only_free=only_free,
        seen=division_of(scene.application).seen,
        by=Actor(scene.leader),
    )
    return division_of(scene.application)


def loads(scene: Scene) -> list[int]:
    division = division_of(scene.application)
    return [len(division.of(person, scene.indicators)) for person in scene.place.verifiers]


def work(person: Person) -> str:
    return " ".join(f"{item.what} {item.url}" for item in work_of(person))


def desk(client: Client, scene: Scene, query: str = "") -> str:
    address = reverse("verification:desk", args=[scene.application.pk])
    return client.get(address + query).content.decode()


def test_the_leader_gives_and_the_members_are_told(scene: Scene) -> None:
    one, two, three = scene.indicators[:3]
    assert give(scene, {one: scene.member, two: scene.member, three: scene.leader}) == 3
    assert give(scene, {one: scene.member}) == 0
    assert give(scene, {one: scene.secretary, two: None}) == 2
    division = division_of(scene.application)
    assert division.of(scene.secretary, scene.indicators) == [one]
    assert two in division.free(scene.indicators)
    bodies = LedgerEntry.objects.filter(kind="indicators_divided").values_list("body", flat=True)
    assert len(bodies) == 2
    assert str(scene.secretary.pk) in bodies[1]
    told = Notice.objects.filter(kind="indicators_given").order_by("created_at")
    assert [notice.recipient for notice in told] == [scene.member, scene.secretary]


def test_an_even_share_differs_by_one_at_most_and_keeps_neighbours_together(scene: Scene) -> None:
    division = evenly(scene)
    assert sorted(loads(scene)) == [5, 5, 6]
    turns = [division.held[code].pk for code in scene.indicators]
    assert sum(a != b for a, b in pairwise(turns)) == 2
    give(scene, dict.fromkeys(scene.indicators[:7], scene.member))
    give(scene, dict.fromkeys(scene.indicators[7:], None))
    evenly(scene, only_free=True)
    assert loads(scene) == [5, 4, 7]
    with pytest.raises(Refused, match="Tidak ada"):
        evenly(scene, only_free=True)
    people = [UUID(int=number) for number in range(3)]
    assert even_shares([], people) == {}
    assert set(even_shares(["a"], people, [people[0], people[1]]).values()) == {people[2]}


def test_who_may_not_and_what_is_refused(scene: Scene) -> None:
    code, outsider = scene.indicators[0], scene.place.verifier()
    for person in (scene.member, scene.secretary, scene.place.secretariat, outsider):
        with pytest.raises(NotAllowed):
            give(scene, {code: scene.member}, by=person)
    for given in ({code: outsider}, {"tidak-ada": scene.member}):
        with pytest.raises(Refused):
            give(scene, given)
    old = division_of(scene.application).seen
    give(scene, {code: scene.member})
    with pytest.raises(Refused, match="berubah"):
        divide_evenly(
            application_id=scene.application.pk, only_free=False, seen=old, by=Actor(scene.leader)
        )
    put(scene.application, State.VERIFIED)
    with pytest.raises(Refused, match=r"[Kk]eadaan"):
        give(scene, {code: scene.leader})
    assert IndicatorShare.objects.get().person == scene.member
    put(scene.application, State.UNDER_VERIFICATION)
    make_role(RoleKind.UNIT_OPERATOR, person=scene.leader, unit=scene.application.unit)
    with pytest.raises(NotAllowed):
        give(scene, {code: scene.leader})


def test_a_division_forbids_nobody_to_act(scene: Scene) -> None:
    give(scene, dict.fromkeys(scene.indicators, scene.leader))
    assert scene.verify(scene.indicators[0], by=scene.member).by == scene.member


def test_what_belonged_to_who_left_is_nobodys(scene: Scene) -> None:
    one, two, three = scene.indicators[:3]
    give(scene, {one: scene.member, two: scene.secretary, three: scene.leader})
    end_role_now(scene.member)
    make_role(RoleKind.UNIT_OPERATOR, person=scene.secretary, unit=scene.application.unit)
    division = division_of(scene.application)
    assert (set(division.held), set(division.lost)) == ({three}, {one, two})
    assert scene.member.name in desk(signed_in(scene.leader), scene, "?whose=nobody")
    assert "15 indikator tanpa petugas: bagikan" in work(scene.leader)
    assert evenly(scene, only_free=True).held == dict.fromkeys(scene.indicators, scene.leader)
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    assert division_of(scene.application).held == {}
    assert len(division_of(scene.application).lost) == len(scene.indicators)


def test_the_work_list_counts_ones_own(scene: Scene) -> None:
    assert "Verifikasi 16 indikator lagi" in work(scene.member)
    one, two, three = scene.indicators[:3]
    rest = dict.fromkeys(scene.indicators[3:], scene.leader)
    give(scene, {one: scene.member, two: scene.member, three: None, **rest})
    question = add_file(scene, one)
    raise_finding(version_id=question.pk, text="?", severity=Severity.LOW, by=Actor(scene.member))
    assert "Verifikasi 2 indikator bagian Anda" in work(scene.member)
    assert "Putuskan 1 temuan" in work(scene.member)
    assert "Putuskan" not in work(scene.leader)
    assert "Verifikasi 13 indikator bagian Anda" in work(scene.leader)
    assert "1 indikator tanpa petugas: bagikan" in work(scene.leader)
    assert "tanpa petugas" not in work(scene.member)
    scene.verify(one)
    assert "Verifikasi 1 indikator bagian Anda" in work(scene.member)
    scene.verify(two)
    waiting = [item for item in work_of(scene.member) if item.waits_for]
    assert [item.what for item in waiting] == [
        "Bagian Anda selesai; 14 indikator lain masih diverifikasi."
    ]
    assert divisions_of([scene.application, scene.add()])[scene.application.pk].divided


def test_the_desk_shows_whose_each_is_and_leads_to_ones_own(scene: Scene) -> None:
    one, two, three, four = scene.indicators[:4]
    client = signed_in(scene.member)
    assert "Belum dibagi" in desk(client, scene)
    rest = dict.fromkeys(scene.indicators[4:], scene.leader)
    give(scene, {one: scene.leader, two: scene.member, four: scene.member, **rest})
    page = desk(client, scene)
    assert "Bagian Anda: 0 dari 2" in page
    assert f"Petugas: {scene.leader.name}" in page
    mine = desk(client, scene, "?whose=mine")
    assert f'id="indicator-{two}"' in mine
    assert f'id="indicator-{one}"' not in mine
    nobodys = desk(client, scene, "?whose=nobody")
    assert f'id="indicator-{three}"' in nobodys
    assert f'id="indicator-{four}"' not in nobodys
    assert f'id="indicator-{one}"' in desk(client, scene, "?whose=<b>")
    pk = scene.application.pk
    for code, following in ((two, four), (four, three), (three, "")):
        form = {"value": "ada", "observation": "", "version": 0}
        answer = client.post(reverse("verification:verify", args=[pk, code]), form)
        args = [pk, following] if following else [pk]
        name = "verify" if following else "desk"
        assert answer.headers["Location"] == reverse(f"verification:{name}", args=args)
    reader = signed_in(scene.place.head)
    assert (
        reverse("verification:verify", args=[pk, one])
        in reader.get(
            reverse("verification:verify", args=[pk, scene.indicators[-1]])
        ).content.decode()
    )


def test_the_page_that_divides(scene: Scene) -> None:
    pk, client = scene.application.pk, signed_in(scene.leader)
    address, even = (reverse(f"verification:{name}", args=[pk]) for name in ("division", "divide"))
    page = client.get(address)
    assert "Bagi rata semua (16 indikator)" in page.content.decode()
    seen = {"seen": page.context["seen"]}
    chosen = seen | {
        "criterion-0": str(scene.secretary.pk),
        f"share-{scene.indicators[0]}": str(scene.member.pk),
        f"share-{scene.indicators[-1]}": str(scene.member.pk),
    }
    assert client.post(address, chosen).status_code == 302
    held = division_of(scene.application).held
    assert held[scene.indicators[0]] == scene.secretary  # the criterion goes before
    assert held[scene.indicators[-1]] == scene.member
    late = client.post(address, chosen)
    assert late.status_code == 422
    assert "berubah sejak" in late.content.decode()
    assert client.post(even, seen | {"what": "all"}).status_code == 422
    foreign = {"seen": page.context["seen"], "criterion-0": str(make_holder(RoleKind.JUROR).pk)}
    assert client.post(address, foreign).status_code == 422
    now = {"seen": client.get(address).context["seen"], "what": "free"}
    assert client.post(even, now).status_code == 302
    assert division_of(scene.application).free(scene.indicators) == []
    for person in (scene.member, scene.place.head):
        other = signed_in(person)
        assert "Simpan pembagian" not in other.get(address).content.decode()
        assert other.post(address, now).status_code == 403
