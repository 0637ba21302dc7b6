"""What changed since the last repair round: beside each indicator and on one page."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from award.domain.self_assessment import amend_claim
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.test_never_told import TOLD
from tests.verification.evidence.world import hand_in, head_of, photo
from tests.verification.situations import Scene, add_file, make_application, reload
from verification.domain.answers import answer
from verification.domain.evidence import remove
from verification.domain.findings import decide, raise_finding
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.domain.sight import JUDGING, Sight
from verification.enums import RepairCode, Severity, Verdict
from verification.models import EvidenceVersion, Finding
from verification.pages.changed_rows import summary_of

pytestmark = pytest.mark.django_db
UNIT = Sight(for_unit=True, is_head=True, judges=False)


class Round:
    """A repair of three indicators, one of which was asked about before."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.first, self.second, self.third, self.other = self.scene.indicators[:4]
        self.old = add_file(self.scene, self.first, sha256="1" * 64, name="lama.jpg")
        self.gone = add_file(self.scene, self.first, sha256="2" * 64, name="ditarik.jpg")
        self.late = add_file(self.scene, self.third, sha256="5" * 64)
        self.finding = self.asked(add_file(self.scene, self.other, sha256="3" * 64))
        reload(self.scene.application)
        asked = RepairAsked(codes=(RepairCode.DUPLICATE,), text="Foto pudar.")
        return_for_repair(
            application_id=self.scene.application.pk,
            repairs=dict.fromkeys((self.first, self.second, self.third), asked),
            by=Actor(self.scene.member),
            expected_version=self.scene.application.version,
        )
        self.application = reload(self.scene.application)
        self.head = head_of(self.application)

    def asked(self, version: EvidenceVersion) -> Finding:
        leader = Actor(self.scene.leader)
        finding = raise_finding(
            version_id=version.pk, text="Kapan?", severity=Severity.LOW, by=leader
        )
        decide(finding_id=finding.pk, verdict=Verdict.ASK, reason="Kapan dibuat?", by=leader)
        return finding

    def work(self) -> None:
        """Everything a unit can do in a round."""
        hand_in(
            self.application, photo(1), indicator=self.first, name="baru.jpg",
            replaces=self.old.item_id,
        )  # fmt: skip
        hand_in(self.application, photo(2), indicator=self.first, name="tambahan.jpg")
        remove(item_id=self.gone.item_id, by=Actor(self.head))
        amend_claim(
            application_id=self.application.pk, indicator=self.second, value="", gap=True,
            reason="Papan dicuri.", expected_version=1, by=Actor(self.head),
        )  # fmt: skip
        answer(finding_id=self.finding.pk, text="Bulan lalu.", by=Actor(self.head))

    def page(self, person: Person, route: str = "changes", *args: str) -> str:
        address = reverse(f"verification:{route}", args=[self.application.pk, *args])
        answered = signed_in(person).get(address)
        assert answered.status_code == 200
        return unescape(answered.content.decode())


def test_all_that_was_done_since_stands_beside_what_was_asked() -> None:
    each = Round()
    before = summary_of(each.application, UNIT)
    assert before is not None
    assert (before.touched, before.asked, before.counts) == (0, 3, [])
    each.work()
    with CaptureQueriesContext(connection) as asked:
        found = summary_of(each.application, UNIT)
    assert len(asked) <= 12
    assert found is not None
    assert (found.touched, found.asked) == (2, 3)
    assert found.counts == [
        "1 isian diubah",
        "1 berkas ditambah",
        "1 berkas diganti",
        "1 berkas ditarik",
        "1 pertanyaan dijawab",
    ]
    rows = {row.code: row for row in found.rows}
    assert [event["what"] for event in rows[each.first].events] == [
        "Berkas 2 ditarik: ditarik.jpg",
        "Berkas 3 ditambah: tambahan.jpg",
        "Berkas 1 diganti: lama.jpg → baru.jpg",
    ]
    (amended,) = rows[each.second].events
    assert amended["what"].endswith("→ dinyatakan belum ada data dukung")
    assert amended["why"] == "Papan dicuri."
    assert [rows[code].label for code in (each.first, each.third, each.other)] == [
        "Sudah diubah",
        "Belum diubah",
        "Dijelaskan",
    ]
    assert rows[each.other].asked is None
    answer(finding_id=each.asked(each.late).pk, text="Nanti.", by=Actor(each.head))
    again = summary_of(each.application, UNIT)
    assert again is not None
    third = next(row for row in again.rows if row.code == each.third)
    assert (third.label, again.touched) == ("Dijelaskan, belum diubah", 2)
    asked_words = rows[each.first].asked
    assert asked_words is not None
    assert asked_words["text"] == "Foto pudar."


def test_unit_and_kanwil_read_it_on_one_page_and_beside_each_indicator() -> None:
    each = Round()
    each.work()
    leader, head = each.scene.leader, each.head
    for person, route in ((head, "indicator"), (leader, "verify")):
        whole, one = each.page(person), each.page(person, route, each.first)
        assert "2 dari 3 indikator yang diminta sudah diubah" in whole
        for text in (whole, one):
            assert "Foto pudar." in text
            assert "lama.jpg → baru.jpg" in text
        address = reverse(f"verification:{route}", args=[each.application.pk, each.first])
        assert f'href="{address}"' in whole
        assert "baru.jpg" not in each.page(person, route, each.second).split("Berkas</h2>")[0]
    region_head = each.scene.place.head
    assert "lama.jpg → baru.jpg" in each.page(region_head)
    stranger = make_holder(RoleKind.UNIT_HEAD, unit=make_application(each.scene.season).unit)
    address = reverse("verification:changes", args=[each.application.pk])
    assert signed_in(stranger).get(address).status_code == 404


def test_the_unit_is_not_told_what_a_question_is_about_beyond_what_it_may_know() -> None:
    each = Round()
    far = add_file(each.scene, each.third, sha256="4" * 64)
    other = make_application(each.scene.season)
    kept = Finding.objects.create(
        version=far, other=each.old, kind="near_other_unit", severity=Severity.LOW,
        explanation_id="UPT lain", explanation_en="another unit", at=far.received_at,
        raised_by=each.scene.leader,
    )  # fmt: skip
    decide(
        finding_id=kept.pk, verdict=Verdict.ASK, reason="Dari mana?", by=Actor(each.scene.leader)
    )
    answer(finding_id=kept.pk, text="Foto kami.", by=Actor(each.head))
    told = each.page(each.head)
    assert "Pertanyaan tentang asal berkas" in told
    assert TOLD.findall(told) == []
    assert other.unit.name not in told
    judged = summary_of(each.application, JUDGING)
    assert judged is not None
    whats = [event["what"] for row in judged.rows for event in row.events]
    assert any("Gambar mirip pada UPT lain" in what for what in whats)


def test_before_any_round_nothing_is_shown() -> None:
    scene = Scene()
    assert summary_of(scene.application, JUDGING) is None
    address = reverse("verification:changes", args=[scene.application.pk])
    text = signed_in(scene.leader).get(address).content.decode()
    assert "Belum pernah ada permintaan perbaikan." in text
