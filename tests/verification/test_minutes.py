"""Minutes and letters: prepared, signed by quorum, true only while the rows say the same."""

import base64
import io
from collections.abc import Iterable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.domain.transitions import transit
from award.enums import Capacity, State
from award.errors import NotAllowed, Refused
from award.given import Given
from award.models import Application
from award.queries.instruments import indicator_names
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from record.domain.blobs import keep
from record.domain.checkpoints import take
from record.models import LedgerEntry, Notice
from record.store import Stored, get_store
from tests.directory.factories import make_role
from tests.verification.situations import (
    Scene,
    add_file,
    draft_of,
    end_role_now,
    make_decree,
    pdf,
    put,
    reload,
)
from verification.domain import closing
from verification.domain.closing import Words
from verification.domain.decrees import replace_decree
from verification.domain.signing import sign
from verification.domain.visit_notes import observe
from verification.domain.visiting import amend_visit, waive_visit
from verification.enums import ClosingKind, Severity, Verdict
from verification.guards import letter_signed, minutes_signed
from verification.models import (
    EvidenceVersion,
    Finding,
    FindingDecision,
    Minutes,
    Signature,
    Visit,
)
from verification.queries.closing import quorum_of

pytestmark = pytest.mark.django_db
WORDS = Words(reasons="Ruang laktasi tidak ada.", how_again="Lengkapi, lalu ikuti periode berikut.")


@pytest.fixture
def scene() -> Scene:
    return Scene.ready_to_close()


def left(scene: Scene) -> list[str]:
    return minutes_signed(scene.application, Given(by=Actor(None), at=timezone.now()))


def text_of(minutes: Minutes) -> str:
    document = pypdfium2.PdfDocument(get_store().open(minutes.pdf_id).read())
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def walk(scene: Scene, edge: str, by: Person, **given: Any) -> Application:
    return transit(
        application_id=scene.application.pk,
        edge=edge,
        by=Actor(by),
        expected_version=reload(scene.application).version,
        **given,
    )


def test_the_minutes_say_everything_and_are_tagged(scene: Scene) -> None:
    code = scene.indicators[0]
    scene.verify(code, value="tidak", observation="Papan sudah pudar")
    observe(
        visit_id=Visit.objects.get().pk,
        indicator=code,
        text="Loket terkunci",
        by=Actor(scene.leader),
    )
    minutes = scene.prepare()
    said = text_of(minutes)
    for part in (
        "Berita Acara Hasil Evaluasi",
        scene.application.unit.name,
        scene.application.unit.work_unit_code,
        scene.decree.number,
        scene.leader.name,
        "Ketua",
        indicator_names(scene.application)[code],
        "Papan sudah pudar",
        "Loket terkunci",
        "Kepala Bapas dan tim",
        "Tidak ada temuan",
        "SEMENTARA",
        minutes.content_digest,
    ):
        assert part in said, part
    with pikepdf.open(io.BytesIO(get_store().open(minutes.pdf_id).read())) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "id"


def test_the_latest_checkpoint_is_printed_and_a_later_one_asks_for_no_new_minutes(
    scene: Scene, settings: Any
) -> None:
    settings.CHECKPOINT_KEY = base64.b64encode(b"k" * 32).decode()
    first = take()
    assert first is not None
    minutes = scene.prepare()
    said = text_of(minutes)
    assert f"/titik-periksa/{first.size}.txt" in said
    assert first.root in said.replace(" ", "")
    assert f"Jumlah entri: {first.size}" in said
    before = (minutes.content_digest, minutes.pdf_id)
    sign(minutes_id=minutes.pk, digest=minutes.pdf_id or "", by=Actor(scene.leader))
    assert take() != first
    with pytest.raises(Refused, match="tanda tangani itu"):
        scene.prepare()
    kept = Minutes.objects.get()
    assert (kept.content_digest, kept.pdf_id) == before


def test_without_a_checkpoint_none_is_printed(scene: Scene) -> None:
    assert "Titik periksa" not in text_of(scene.prepare())


def test_what_is_missing_is_told_before_anything_is_written() -> None:
    scene = Scene()
    with pytest.raises(Refused) as refused:
        scene.prepare()
    assert any("belum diverifikasi" in line for line in refused.value.reasons)
    assert any("Kunjungan" in line for line in refused.value.reasons)
    with pytest.raises(Refused, match="alasan belum lolos"):
        scene.prepare(ClosingKind.LETTER)
    assert not Minutes.objects.exists()


@pytest.mark.parametrize("state", [State.EVIDENCE_OPEN, State.VERIFIED])
def test_only_while_under_verification(scene: Scene, state: State) -> None:
    put(scene.application, state)
    with pytest.raises(Refused, match="selama verifikasi"):
        scene.prepare()


def test_members_are_asked_to_sign_and_the_leader_hears_of_the_quorum(scene: Scene) -> None:
    minutes = scene.prepare()
    asked = Notice.objects.filter(kind="minutes_to_sign").values_list("recipient", flat=True)
    assert set(asked) == {scene.leader.pk, scene.member.pk}
    scene.sign(minutes, scene.member, scene.secretary)
    assert Notice.objects.get(kind="minutes_signed").recipient == scene.leader


def test_a_majority_of_the_members_in_force_is_needed(scene: Scene) -> None:
    assert "belum disiapkan" in left(scene)[0]
    minutes = scene.prepare()
    assert "belum ditandatangani" in left(scene)[0]
    scene.sign(minutes, scene.member)
    assert "ditandatangani 1 anggota tim; perlu sedikitnya 2" in left(scene)[0]
    scene.sign(minutes, scene.leader)
    assert left(scene) == []
    entry = LedgerEntry.objects.filter(kind="closing_signed").latest("seq")
    assert minutes.pdf_id in entry.body


def test_a_signature_keeps_the_digest_of_what_was_signed(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.member)
    signature = Signature.objects.get()
    assert signature.digest == minutes.pdf_id
    assert sorted(signature.in_force) == sorted(str(p.pk) for p in scene.place.verifiers)
    with pytest.raises(Refused, match="berbeda"):
        sign(minutes_id=minutes.pk, digest="0" * 64, by=Actor(scene.leader))
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.update(digest="0" * 64)


def test_a_second_click_is_one_signature(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.member, scene.member)
    assert Signature.objects.count() == 1
    assert "ditandatangani 1 anggota tim; perlu sedikitnya 2" in left(scene)[0]


def test_strangers_neither_prepare_nor_sign(scene: Scene) -> None:
    minutes = scene.prepare()
    for stranger in (scene.place.head, scene.place.secretariat, scene.place.verifier()):
        with pytest.raises(NotAllowed):
            scene.sign(minutes, stranger)
    scene.secretary = scene.place.head
    with pytest.raises(NotAllowed):
        scene.prepare()


@pytest.mark.parametrize(
    ("members", "majority", "unanimity"), [(1, 1, 1), (2, 2, 2), (3, 2, 3), (4, 3, 4), (5, 3, 5)]
)
def test_quorum_arithmetic(scene: Scene, members: int, majority: int, unanimity: int) -> None:
    minutes = scene.prepare()
    people = [scene.place.verifier() for _ in range(members)]
    ids = sorted(str(person.pk) for person in people)
    for signed, person in enumerate(people, start=1):
        Signature.objects.create(
            minutes=minutes, person=person, function="member", decree=scene.decree,
            digest=minutes.pdf_id, in_force=ids, at=timezone.now(),
        )  # fmt: skip
        quorum = quorum_of(minutes)
        assert quorum.needed == majority
        assert quorum.reached is (signed >= majority)
    frozen = scene.season.frozen_toml.replace('"majority"', '"all"')
    type(scene.season).objects.update(frozen_toml=frozen)
    fresh = Minutes.objects.select_related("application__season__instrument").get(pk=minutes.pk)
    assert quorum_of(fresh).needed == unanimity


def test_a_signature_under_other_bytes_does_not_count(scene: Scene) -> None:
    minutes = scene.prepare()
    for person in scene.place.verifiers:
        Signature.objects.create(
            minutes=minutes, person=person, function="member", decree=scene.decree,
            digest="0" * 64, in_force=[str(person.pk)], at=timezone.now(),
        )  # fmt: skip
    assert not quorum_of(minutes).reached


def test_the_quorum_counts_the_members_in_force_at_each_signature(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.member)
    end_role_now(scene.member)
    scene.sign(minutes, scene.leader)
    quorum = quorum_of(minutes)
    # Two are left, both must sign; the one who left signed while in force but is none of them.
    assert (quorum.signed, quorum.needed) == (1, 2)
    scene.sign(minutes, scene.secretary)
    assert left(scene) == []


def test_a_quorum_once_reached_stays_when_members_go(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.member, scene.leader)
    end_role_now(scene.member)
    end_role_now(scene.leader)
    assert left(scene) == []


def test_a_later_signature_takes_nothing_from_a_quorum_that_was_reached(scene: Scene) -> None:
    minutes = scene.prepare()
    a, b, c, d, e = people = [scene.place.verifier() for _ in range(5)]
    for person, in_force in ((a, people), (b, people), (c, people), (d, [d, e])):
        Signature.objects.create(
            minutes=minutes, person=person, function="member", decree=scene.decree,
            digest=minutes.pdf_id, in_force=[str(p.pk) for p in in_force], at=timezone.now(),
        )  # fmt: skip
    quorum = quorum_of(minutes)
    assert (quorum.signed, quorum.needed, quorum.reached) == (3, 3, True)


def test_a_member_in_conflict_neither_signs_nor_counts(scene: Scene) -> None:
    minutes = scene.prepare()
    make_role(RoleKind.UNIT_OPERATOR, person=scene.member, unit=scene.application.unit)
    with pytest.raises(NotAllowed):
        scene.sign(minutes, scene.member)
    scene.sign(minutes, scene.leader)
    assert str(scene.member.pk) not in Signature.objects.get().in_force


def test_a_value_changed_after_signing_makes_the_minutes_worthless(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader, scene.secretary)
    scene.verify(scene.indicators[0], value="tidak", observation="Ternyata tidak ada")
    assert "siapkan yang baru" in left(scene)[0]
    with pytest.raises(Refused, match="tidak lagi sesuai"):
        scene.sign(minutes, scene.member)
    with pytest.raises(Refused, match="siapkan yang baru"):
        walk(scene, "complete_verification", scene.leader)
    again = scene.prepare()
    assert again.number == 2
    with pytest.raises(Refused, match="lebih baru"):
        scene.sign(minutes, scene.member)
    scene.sign(again, scene.leader, scene.secretary)
    assert walk(scene, "complete_verification", scene.leader).state == State.VERIFIED


def test_notes_of_the_visit_are_part_of_the_minutes(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader, scene.secretary)
    visit = Visit.objects.get()
    by = Actor(scene.leader)
    observe(visit_id=visit.pk, indicator=scene.indicators[0], text="Pudar", by=by)
    assert "siapkan yang baru" in left(scene)[0]
    scene.sign(scene.prepare(), scene.leader, scene.secretary)
    assert left(scene) == []
    amend_visit(
        visit_id=visit.pk, on=today(), present="Lain", summary="", expected_version=1, by=by
    )
    assert "siapkan yang baru" in left(scene)[0]
    scene.sign(scene.prepare(), scene.leader, scene.secretary)
    waive_visit(application_id=scene.application.pk, reason="x", by=Actor(scene.place.head))
    assert "siapkan yang baru" in left(scene)[0]


def decided_finding(scene: Scene, version: EvidenceVersion) -> None:
    finding = Finding.objects.create(
        version=version, raised_by=scene.member, kind="raised_by_person", severity=Severity.HIGH,
        explanation_id="Foto ini dari tempat lain?", explanation_en="Elsewhere?", at=timezone.now(),
    )  # fmt: skip
    FindingDecision.objects.create(
        finding=finding, verdict=Verdict.NO_ISSUE, reason="Sudah dilihat di tempat",
        by=scene.leader, capacity=Capacity.TEAM_LEADER, at=timezone.now(),
    )  # fmt: skip


def test_a_finding_decided_after_signing_makes_them_worthless_until_it_is_closed() -> None:
    scene = Scene()
    version = add_file(scene, scene.indicators[0])
    scene.close()
    decided_finding(scene, version)
    assert "siapkan yang baru" in left(scene)[0]
    again = scene.prepare()
    assert "Sudah dilihat di tempat" in text_of(again)
    scene.sign(again, scene.leader, scene.secretary)
    assert left(scene) == []
    put(scene.application, State.VERIFIED)
    # What arrives from now on is the centre's to decide, and changes no minutes.
    decided_finding(scene, version)
    assert left(scene) == []


def test_minutes_that_are_still_true_are_not_prepared_again(scene: Scene) -> None:
    scene.prepare()
    with pytest.raises(Refused, match="masih sesuai"):
        scene.prepare()


@pytest.mark.parametrize("act", ["value", "decree"])
def test_what_changes_while_the_pdf_is_made(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    kept = keep

    def keep_late(chunks: Iterable[bytes], *, limit: int) -> Stored:
        """Keep the PDF as always, after somebody else was faster."""
        if act == "value":
            scene.verify(scene.indicators[0], value="tidak", observation="Tidak ada")
        else:
            replace_decree(
                decree_id=scene.decree.pk,
                draft=draft_of(scene.place, scene.season),
                file=pdf("baru"),
                reason="x",
                by=Actor(scene.place.secretariat),
            )
        return kept(chunks, limit=limit)

    monkeypatch.setattr(closing, "keep", keep_late)
    with pytest.raises(Refused, match="Data berubah"):
        scene.prepare()
    assert not Minutes.objects.exists()


def test_minutes_of_an_earlier_round_do_not_count(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader, scene.secretary)
    put(scene.application, State.UNDER_VERIFICATION, verification_round=2)
    assert "belum disiapkan" in left(scene)[0]
    scene.sign(scene.prepare(), scene.leader, scene.secretary)
    assert left(scene) == []


def test_a_new_team_prepares_anew_but_what_was_signed_stays_signed(scene: Scene) -> None:
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader, scene.secretary)
    people = [scene.leader, scene.member, scene.place.verifier()]
    replace_decree(
        decree_id=scene.decree.pk,
        draft=draft_of(scene.place, scene.season, people=people),
        file=pdf("baru"),
        reason="Sekretaris pindah",
        by=Actor(scene.place.secretariat),
    )
    assert left(scene) == []
    with pytest.raises(Refused, match="Tim berganti"):
        scene.sign(minutes, scene.member)
    scene.secretary = scene.member
    assert scene.prepare().number == 2


def test_the_letter_has_its_words_and_its_own_quorum(scene: Scene) -> None:
    letter = scene.prepare(ClosingKind.LETTER, words=WORDS)
    said = text_of(letter)
    assert "Surat Keterangan Hasil Evaluasi" in said
    assert WORDS.reasons in said
    assert WORDS.how_again in said
    scene.sign(letter, scene.leader)
    given = Given(by=Actor(None), at=timezone.now())
    assert (
        "ditandatangani 1 anggota tim; perlu sedikitnya 2"
        in letter_signed(scene.application, given)[0]
    )
    scene.sign(letter, scene.member)
    assert letter_signed(scene.application, given) == []
    assert "belum disiapkan" in left(scene)[0]
    moved = walk(scene, "reject_verification", scene.leader, reason=letter.reasons)
    assert moved.state == State.NOT_PASSED


def test_a_letter_with_other_reasons_is_another_letter(scene: Scene) -> None:
    scene.prepare(ClosingKind.LETTER, words=WORDS)
    other = Words(reasons="Toilet disabilitas tidak ada.", how_again=WORDS.how_again)
    assert scene.prepare(ClosingKind.LETTER, words=other).number == 2


def test_only_the_leader_completes(scene: Scene) -> None:
    scene.sign(scene.prepare(), scene.leader, scene.secretary)
    for person in (scene.secretary, scene.member, scene.place.head):
        with pytest.raises(NotAllowed):
            walk(scene, "complete_verification", person)
    assert walk(scene, "complete_verification", scene.leader).state == State.VERIFIED
    assert walk(scene, "forward", scene.place.head).state == State.IN_SCORING


def test_a_name_with_any_letter_in_it(scene: Scene) -> None:
    scene.leader.name = "Ni Luh ᬦᬶ ꦏ Đặng – 李 🙂"
    scene.leader.save()
    assert "Đặng" in text_of(scene.prepare())


def test_a_decree_of_another_team_signs_nothing(scene: Scene) -> None:
    minutes = scene.prepare()
    other = scene.place.verifier()
    make_decree(
        scene.place, scene.season, units=(scene.add().unit,),
        people=[other, scene.place.verifier(), scene.place.verifier()],
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        scene.sign(minutes, other)
