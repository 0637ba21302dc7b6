"""Several indicators confirmed as matching in one form: each a row, never what is in question."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.errors import NotAllowed, Refused, Stale
from award.models import Claim
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from record.models import LedgerEntry
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene, add_file, put, reload
from verification.domain.findings import decide, raise_finding
from verification.domain.matching import Matched, Seen, confirm_matching
from verification.enums import CheckState, Severity, Verdict
from verification.models import Checking, EvidenceVersion, IndicatorVerification
from verification.queries.looked import looked_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """Each of the first nine indicators with enough files."""
    made = Scene()
    for number, code in enumerate(made.indicators[:9]):
        backed(made, code, number)
    return made


def backed(scene: Scene, code: str, number: int) -> list[EvidenceVersion]:
    need = looked_at(scene.application)[code].indicator.evidence.count_min
    return [add_file(scene, code, f"{number:032x}{one:032x}") for one in range(max(1, need))]


def seen(scene: Scene, codes: Iterable[str]) -> dict[str, Seen]:
    looked = looked_at(scene.application)
    return {code: Seen(looked[code].version, looked[code].basis) for code in codes}


def confirm(
    scene: Scene, codes: Iterable[str] | dict[str, Seen], by: Person | None = None, **given: Any
) -> Matched:
    pages = codes if isinstance(codes, dict) else seen(scene, codes)
    version = reload(scene.application).version
    return confirm_matching(
        **{
            "application_id": scene.application.pk,
            "seen": pages,
            "expected_version": version,
            "by": Actor(by or scene.member),
            **given,
        }
    )


def question(scene: Scene, code: str, *verdicts: Verdict) -> None:
    by = Actor(scene.leader)
    version = EvidenceVersion.objects.filter(item__indicator=code).latest("received_at")
    found = raise_finding(version_id=version.pk, text="Lama?", severity=Severity.LOW, by=by)
    for number, verdict in enumerate(verdicts):
        decide(finding_id=found.pk, verdict=verdict, reason="Begitu.", seen=number, by=by)


def test_each_gets_a_row_and_an_entry_as_if_done_one_by_one(scene: Scene) -> None:
    one, two, three = scene.indicators[:3]
    done = confirm(scene, [one, two])
    assert done.left == {}
    scene.verify(three)
    rows = list(IndicatorVerification.objects.order_by("pk"))
    alike = {(r.version, r.value, r.observation, r.decree_id, r.by_id) for r in rows}
    assert alike == {(1, "ada", "", scene.decree.pk, scene.member.pk)}
    looked = looked_at(scene.application)
    assert all(looked[code].standing for code in (one, two, three))
    bodies = LedgerEntry.objects.filter(kind="indicator_verified").values_list("body", flat=True)
    facts = [json.loads(body)["facts"] for body in bodies]
    assert [fact["indicator"] for fact in facts] == [one, two, three]
    assert [set(fact) for fact in facts] == [set(facts[0])] * 3


def test_what_is_in_question_is_left_out_and_named(scene: Scene) -> None:
    (good, asked, repair, false, gone, waiting, sealed, verified, gap), (bare, unmet) = (
        scene.indicators[:9],
        scene.indicators[9:11],
    )
    question(scene, asked)
    question(scene, repair, Verdict.REPAIR)
    question(scene, false, Verdict.SUSPECTED_FALSE, Verdict.CONFIRMED_FALSE)
    version = EvidenceVersion.objects.filter(item__indicator=gone).first()
    assert version is not None
    version.item.removed_at, version.item.removed_by = timezone.now(), scene.leader
    version.item.save()
    of = {code: Checking.objects.filter(version__item__indicator=code) for code in scene.indicators}
    of[waiting].update(state=CheckState.UNCHECKED)
    of[sealed].update(sealed=True)
    scene.verify(verified)
    claim = Claim.objects.get(application=scene.application, indicator=gap)
    Claim.objects.create(
        application=scene.application, indicator=gap, version=2, value="ada", gap=True,
        by=claim.by, at=timezone.now(), reason="Belum ada",
    )  # fmt: skip
    Claim.objects.create(
        application=scene.application, indicator=unmet, version=2, value="tidak",
        by=claim.by, at=timezone.now(),
    )  # fmt: skip
    codes = [*scene.indicators[:11]]
    done = confirm(scene, {**seen(scene, codes), "tidak-ada": Seen(0, "")})
    values = {row.indicator: row.value for row in done.rows}
    assert values == {good: "ada", unmet: "tidak"}, "what is not claimed needs no file"
    said = {
        asked: "1 temuan",
        repair: "harus diperbaiki",
        false: "terbukti palsu",
        gone: "kurang",
        waiting: "belum selesai",
        sealed: "disegel",
        verified: "Sudah terverifikasi",
        gap: "belum ada data dukung",
        bare: "tidak ada atau kurang",
        "tidak-ada": "tidak berlaku",
    }
    assert set(done.left) == set(said)
    for code, word in said.items():
        assert word in done.left[code], code


def test_a_page_that_shows_less_than_there_is_now_confirms_nothing_of_it(scene: Scene) -> None:
    one, two, three = scene.indicators[:3]
    page = seen(scene, [one, two, three])
    add_file(scene, one, "e" * 64)
    scene.verify(two, value="tidak", observation="Terkunci", by=scene.leader)
    add_file(scene, two, "f" * 64)  # so that the colleague's value stands no more
    done = confirm(scene, page)
    assert [row.indicator for row in done.rows] == [three]
    assert all("berubah sejak" in done.left[code] for code in (one, two))
    with pytest.raises(Stale):
        confirm(scene, [one], expected_version=scene.application.version - 1)
    with pytest.raises(Refused, match="Centang"):
        confirm(scene, [])
    put(scene.application, State.VERIFIED)
    with pytest.raises(Refused, match=r"[Kk]eadaan"):
        confirm(scene, [one])
    assert IndicatorVerification.objects.count() == 2


def test_only_members_in_force(scene: Scene) -> None:
    head = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    for person in (scene.place.secretariat, scene.place.verifier(), head):
        with pytest.raises(NotAllowed):
            confirm(scene, scene.indicators[:1], by=person)
    assert not IndicatorVerification.objects.exists()


def test_the_desk_has_boxes_and_says_what_became_of_them(scene: Scene) -> None:
    one, two, three = scene.indicators[:3]
    question(scene, three)
    pk, client = scene.application.pk, signed_in(scene.member)
    address, desk = (reverse(f"verification:{name}", args=[pk]) for name in ("match", "desk"))
    page = client.get(desk).content.decode()
    assert f'id="match-{one}"' in page
    assert f'id="match-{three}"' not in page
    assert 'name="match"' not in signed_in(scene.place.head).get(desk).content.decode()
    ticks = {code: f"{code}:{s.version}:{s.basis}" for code, s in seen(scene, [one, two]).items()}
    form = {"version": scene.application.version, "match": [*ticks.values(), f"{three}:0:x", "x:y"]}
    answer = client.post(address, form)
    assert answer.headers["Location"] == desk
    page = client.get(desk).content.decode()
    assert "2 indikator dinyatakan sesuai" in page
    assert "tidak dinyatakan sesuai. Ada 1 temuan" in page
    again = client.post(address, form)
    assert again.status_code == 422
    assert "Sudah terverifikasi" in again.content.decode()
    hostile = client.post(address, {**form, "match": ["<b>:1:", "::", f"{one}:٣:x"]})
    assert hostile.status_code == 422
    assert "<b>" not in hostile.content.decode()
    assert client.post(address, {**form, "version": 99}).status_code == 409
    assert client.get(address).status_code == 405
