"""The pages of desk, visit, repair, closing, Kanwil head and centre verifier."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.enums import DateKind, State
from award.models import Grant
from award.queries.calendar import due
from award.queries.instruments import instrument_of
from award.work import links_of, work_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from tests.directory.factories import PASSWORD, make_holder, signed_in
from tests.verification.situations import Scene, end_role_now, put, reload, served_at
from verification.domain.closing import Words
from verification.domain.decrees import end_decree
from verification.models import (
    IndicatorVerification,
    Minutes,
    RepairRequest,
    Signature,
    Visit,
    VisitObservation,
    VisitPhoto,
    VisitWaiver,
)
from verification.queries.standing import dues

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 60
WORDS = Words(reasons="Ruang laktasi tidak ada.", how_again="Lengkapi dahulu.")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def url(name: str, *args: Any) -> str:
    return reverse(f"verification:{name}", args=args)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_the_desk_leads_from_one_indicator_to_the_next(scene: Scene) -> None:
    client = signed_in(scene.member)
    first, second = scene.indicators[:2]
    desk = shown(client, url("desk", scene.application.pk))
    assert "0 dari 16" in desk
    assert url("verify", scene.application.pk, first) in desk
    form = {"value": "ada", "observation": "", "version": 0}
    answer = client.post(url("verify", scene.application.pk, first), form)
    assert answer.headers["Location"] == url("verify", scene.application.pk, second)
    assert "1 dari 16" in shown(client, url("desk", scene.application.pk))


def test_after_the_last_indicator_comes_the_desk(scene: Scene) -> None:
    scene.verify_all()
    code = scene.indicators[-1]
    form = {"value": "tidak", "observation": "Tidak ada", "version": 1}
    answer = signed_in(scene.leader).post(url("verify", scene.application.pk, code), form)
    assert answer.headers["Location"] == url("desk", scene.application.pk)


def test_a_deviation_without_observation_and_a_colleague_who_was_faster(scene: Scene) -> None:
    client = signed_in(scene.member)
    address = url("verify", scene.application.pk, scene.indicators[0])
    answer = client.post(address, {"value": "tidak", "observation": "", "version": 0})
    assert answer.status_code == 422
    assert "tuliskan apa yang Anda temukan" in answer.content.decode()
    scene.verify(scene.indicators[0], by=scene.leader)
    late = {"value": "tidak", "observation": "Tidak ada", "version": 0}
    answer = client.post(address, late)
    assert answer.status_code == 422
    assert scene.leader.name in answer.content.decode()
    assert "Tidak ada" in answer.content.decode()
    assert IndicatorVerification.objects.count() == 1
    knowing = late | {"version": answer.context["form"]["version"].value()}
    assert client.post(address, knowing).status_code == 302
    assert IndicatorVerification.objects.count() == 2


def test_others_of_the_kanwil_and_the_centre_read_the_desk(scene: Scene) -> None:
    scene.verify(scene.indicators[0], value="tidak", observation="Terkunci")
    pk, code = scene.application.pk, scene.indicators[0]
    readers = [scene.place.head, scene.place.secretariat]
    readers += [make_holder(RoleKind.CENTRE_VERIFIER), make_holder(RoleKind.AUDITOR)]
    for person in readers:
        client = signed_in(person)
        assert "Simpan" not in shown(client, url("desk", pk))
        page = shown(client, url("verify", pk, code))
        assert "Terkunci" in page
        assert "Simpan dan lanjut" not in page
        assert url("verify", pk, scene.indicators[1]) in page  # the way on
        form = {"value": "ada", "observation": "", "version": 1}
        assert client.post(url("verify", pk, code), form).status_code == 403


def test_a_visit_that_a_colleague_mended_is_mended_knowingly(scene: Scene) -> None:
    scene.visit()
    visit = Visit.objects.get()
    form = {"on": visit.date, "present": "Kepala Bapas", "summary": "", "version": visit.version}
    page = url("visit", visit.pk)
    assert signed_in(scene.leader).post(page, form).status_code == 302
    client = signed_in(scene.member)
    late = client.post(page, form | {"present": "Operator"})
    assert late.status_code == 422
    assert scene.leader.name in late.content.decode()
    assert "Operator" in late.content.decode()
    knowing = form | {"present": "Operator", "version": late.context["form"]["version"].value()}
    assert client.post(page, knowing).status_code == 302


TEAM_PAGES = ("desk", "visits", "repair", "closing")


def test_the_unit_does_not_see_the_teams_work_and_strangers_see_nothing(scene: Scene) -> None:
    head = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    strangers = [
        scene.place.verifier(),
        make_holder(RoleKind.REGION_HEAD, region="papua"),
        make_holder(RoleKind.UNIT_HEAD),
    ]
    scene.visit()
    visit = Visit.objects.get()
    for name in TEAM_PAGES:
        assert signed_in(head).get(url(name, scene.application.pk)).status_code == 403
        for stranger in strangers:
            assert signed_in(stranger).get(url(name, scene.application.pk)).status_code == 404
    for person in (head, *strangers):
        assert signed_in(person).get(url("visit", visit.pk)).status_code == 404


def test_an_indicator_that_does_not_apply_is_not_there(scene: Scene) -> None:
    client = signed_in(scene.member)
    assert client.get(url("verify", scene.application.pk, "tidak-ada")).status_code == 404


def test_a_verifier_whose_scope_ended_is_told_so(scene: Scene) -> None:
    client = signed_in(scene.member)
    shown(client, url("desk", scene.application.pk))
    end_role_now(scene.member)
    form = {"value": "ada", "observation": "", "version": 0}
    answer = client.post(url("verify", scene.application.pk, scene.indicators[0]), form)
    assert answer.status_code == 403
    assert "Peran Anda sebagai verifikator sudah berakhir" in answer.text
    assert client.get(url("desk", scene.application.pk)).status_code == 404
    scene.member.roles.update(ends=today() - timedelta(days=2))
    answer = client.post(url("verify", scene.application.pk, scene.indicators[0]), form)
    assert answer.status_code == 404


def test_a_verifier_whose_scope_ended_reads_nothing_more(scene: Scene) -> None:
    client = signed_in(scene.member)
    pages = [url("desk", scene.application.pk), url("findings", scene.application.pk)]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    end_role_now(scene.member)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_a_decree_that_ended_while_the_page_was_open(scene: Scene) -> None:
    client = signed_in(scene.member)
    shown(client, url("verify", scene.application.pk, scene.indicators[0]))
    end_decree(decree_id=scene.decree.pk, reason="x", by=Actor(scene.place.secretariat))
    form = {"value": "ada", "observation": "", "version": 0}
    address = url("verify", scene.application.pk, scene.indicators[0])
    answer = client.post(address, form)
    assert answer.status_code == 403
    assert "berakhir" in answer.content.decode()
    assert client.get(address).status_code == 404
    assert not IndicatorVerification.objects.exists()
    long_ago = timezone.now() - timedelta(hours=13)
    Grant.objects.filter(person=scene.member).update(starts=long_ago, ends=long_ago)
    assert client.post(address, form).status_code == 404


def test_a_visit_is_recorded_noted_and_mended(scene: Scene) -> None:
    client = signed_in(scene.member)
    empty = client.post(url("visits", scene.application.pk), {"on": today(), "present": ""})
    assert empty.status_code == 422
    head = {"on": today(), "present": "Kepala Bapas, ketua tim", "summary": ""}
    answer = client.post(url("visits", scene.application.pk), head)
    visit = Visit.objects.get()
    assert answer.headers["Location"] == url("visit", visit.pk)
    note = {
        "indicator": scene.indicators[0],
        "text": "Papan pudar",
        "photo": [SimpleUploadedFile("a.jpg", JPEG), SimpleUploadedFile("b.jpg", b"MZ")],
    }
    page = client.post(url("visit_note", visit.pk), note, follow=True).content.decode()
    assert "Papan pudar" in page
    assert "Catatan tersimpan. 1 foto tersimpan" in page
    assert "b.jpg:" in page
    second = {"indicator": scene.indicators[1], "text": "Loket sepi"}
    note = {**second, "photo": [SimpleUploadedFile("b.jpg", b"MZ")]}
    page = client.post(url("visit_note", visit.pk), note, follow=True).content.decode()
    assert "Catatan tersimpan." in page  # the words are kept, whatever becomes of the photo
    assert VisitPhoto.objects.get().indicator == scene.indicators[0]
    again = {**head, "present": "Kepala Bapas", "version": 1}
    assert client.post(url("visit", visit.pk), again).status_code == 302
    assert client.post(url("visit", visit.pk), again).status_code == 422


def test_a_note_says_something(scene: Scene) -> None:
    scene.visit()
    visit = Visit.objects.get()
    client = signed_in(scene.member)
    for note in ({"indicator": scene.indicators[0], "text": " "}, {"indicator": "x", "text": "y"}):
        assert client.post(url("visit_note", visit.pk), note).status_code == 422
    assert not VisitObservation.objects.exists()
    reader = signed_in(scene.place.head)
    note = {"indicator": scene.indicators[0], "text": "y"}
    assert reader.post(url("visit_note", visit.pk), note).status_code == 403
    assert "Tambah catatan" not in shown(reader, url("visit", visit.pk))


def test_a_photo_without_its_picture_is_not_served(scene: Scene) -> None:
    scene.visit()
    visit = Visit.objects.get()
    client = signed_in(scene.member)
    note = {
        "indicator": scene.indicators[0],
        "text": "",
        "photo": SimpleUploadedFile("a.jpg", JPEG),
    }
    client.post(url("visit_note", visit.pk), note)
    photo = VisitPhoto.objects.get()
    assert "sedang disiapkan" in shown(client, url("visit", visit.pk))
    assert client.get(url("visit_photo", photo.pk, "preview")).status_code == 404


def test_a_repair_is_asked(scene: Scene) -> None:
    client = signed_in(scene.member)
    pk, (one, two) = scene.application.pk, scene.indicators[:2]
    page = shown(client, url("repair", pk))
    assert "Tersisa 2 kesempatan" in page
    form = {
        "version": scene.application.version,
        f"{one}-codes": ["duplicate", "too_few"],
        f"{one}-text": "Foto sama",
        f"{two}-codes": ["other"],
    }
    answer = client.post(url("repair", pk), form)
    assert answer.status_code == 422
    assert "Foto sama" in answer.content.decode()
    form[f"{two}-text"] = "Miring"
    answer = client.post(url("repair", pk), form)
    assert answer.status_code == 200
    assert "Ini yang akan diminta dari UPT" in answer.content.decode()
    assert not RepairRequest.objects.exists()
    seen = answer.context["seen"]
    changed = {**form, "seen": seen, f"{one}-text": "Foto beda"}
    assert client.post(url("repair", pk), changed).status_code == 200
    assert not RepairRequest.objects.exists()
    answer = client.post(url("repair", pk), {**form, "seen": seen})
    assert answer.status_code == 302
    assert RepairRequest.objects.count() == 2
    assert client.post(url("repair", pk), {**form, f"{two}-text": "x"}).status_code == 409
    assert reload(scene.application).state == State.EVIDENCE_OPEN
    assert "Foto sama" in shown(client, url("repair", pk))


def test_what_was_typed_is_shown_again_when_the_state_moved_meanwhile(scene: Scene) -> None:
    scene.visit()
    visit = Visit.objects.get()
    client, pk, code = signed_in(scene.member), scene.application.pk, scene.indicators[0]
    put(scene.application, State.VERIFIED)
    typed = "Papan sudah pudar sekali"
    sent: list[tuple[str, dict[str, Any]]] = [
        (url("verify", pk, code), {"value": "tidak", "observation": typed, "version": 0}),
        (url("visits", pk), {"on": today(), "present": typed}),
        (url("visit", visit.pk), {"on": today(), "present": typed, "version": 1}),
        (url("visit_note", visit.pk), {"indicator": code, "text": typed}),
        (url("prepare_letter", pk), {"reasons": typed, "how_again": "x"}),
    ]
    for address, form in sent:
        answer = client.post(address, form)
        assert answer.status_code == 422, address
        page = answer.content.decode()
        assert "Terverifikasi" in page or "selama verifikasi" in page, address
        assert typed in page, address


def test_an_unknown_code_or_nothing_at_all(scene: Scene) -> None:
    client = signed_in(scene.member)
    base = {"version": scene.application.version}
    bad = {**base, f"{scene.indicators[0]}-codes": ["x"]}
    for form in (base, bad, {**base, f"{scene.indicators[0]}-text": "hanya kata"}):
        assert client.post(url("repair", scene.application.pk), form).status_code == 422


def sign_form(document: Minutes, password: str = PASSWORD) -> dict[str, str]:
    return {"digest": document.pdf_id, "password": password}


def test_minutes_are_prepared_signed_and_the_verification_completed(scene: Scene) -> None:
    client = signed_in(scene.leader)
    pk = scene.application.pk
    assert client.post(url("prepare_minutes", pk)).status_code == 422
    assert "belum diverifikasi" in shown(client, url("closing", pk))
    scene.verify_all()
    scene.visit()
    assert client.post(url("prepare_minutes", pk)).status_code == 302
    document = Minutes.objects.get()
    page = shown(client, url("closing", pk))
    assert "belum menandatangani" in page
    wrong = client.post(url("sign", document.pk), sign_form(document, "salah"))
    assert wrong.status_code == 422
    assert "Kata sandi tidak cocok" in wrong.content.decode()
    assert not Signature.objects.exists()
    assert client.post(url("sign", document.pk), sign_form(document)).status_code == 302
    other = signed_in(scene.secretary)
    other_digest = {**sign_form(document), "digest": "0" * 64}
    assert other.post(url("sign", document.pk), other_digest).status_code == 422
    assert other.post(url("sign", document.pk), sign_form(document)).status_code == 302
    walk = reverse("award:walk", args=[pk, "complete_verification"])
    assert walk in shown(client, url("closing", pk))
    assert walk not in shown(other, url("closing", pk))
    version = {"version": reload(scene.application).version}
    assert client.post(walk, version).status_code == 302
    assert reload(scene.application).state == State.VERIFIED


def test_guessing_the_password_locks_signing(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    document = scene.prepare()
    client = signed_in(scene.leader)
    codes = [
        client.post(url("sign", document.pk), sign_form(document, "salah")).status_code
        for _ in range(6)
    ]
    assert codes[0] == 422
    assert client.post(url("sign", document.pk), sign_form(document)).status_code != 302
    assert not Signature.objects.exists()


def test_a_letter_is_prepared_signed_and_given_to_the_unit(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    client, pk = signed_in(scene.leader), scene.application.pk
    assert client.post(url("reject", pk), {"version": 1}).status_code == 422
    assert client.post(url("prepare_letter", pk), {"reasons": "x"}).status_code == 422
    words = {"reasons": WORDS.reasons, "how_again": WORDS.how_again}
    assert client.post(url("prepare_letter", pk), words).status_code == 302
    letter = Minutes.objects.get()
    head = signed_in(make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit))
    assert head.get(url("document_file", letter.pk)).status_code == 404
    scene.sign(letter, scene.leader, scene.secretary)
    form = {"version": reload(scene.application).version}
    assert client.post(url("reject", pk), form).status_code == 302
    assert reload(scene.application).state == State.NOT_PASSED
    assert scene.application.steps.latest("version").reason == WORDS.reasons
    assert head.get(url("document_file", letter.pk)).status_code == 200


def test_the_unit_reads_the_minutes_only_once_they_closed_it(scene: Scene) -> None:
    document = scene.close()
    person = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    assert not [link for link in links_of(person, scene.application) if "Acara" in link.title]
    put(scene.application, State.VERIFIED)
    assert [link for link in links_of(person, scene.application) if "Acara" in link.title]
    assert signed_in(person).get(url("document_file", document.pk)).status_code == 200
    stranger = signed_in(make_holder(RoleKind.UNIT_HEAD))
    assert stranger.get(url("document_file", document.pk)).status_code == 404
    juror = make_holder(RoleKind.JUROR)
    assert not [link for link in links_of(juror, scene.application) if "Acara" in link.title]


def test_the_kanwil_head_sees_the_result_before_passing_it_on(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    code = scene.indicators[0]
    scene.verify(code, value=last_answer(scene, code), observation="Tidak ada di tempat")
    minutes = scene.prepare()
    scene.sign(minutes, scene.leader, scene.secretary)
    put(scene.application, State.VERIFIED)
    page = shown(signed_in(scene.place.head), url("head", scene.application.pk))
    assert url("document_file", minutes.pk) in page
    total = len(scene.indicators)
    assert f"{total} dari {total} indikator terverifikasi" in page
    assert url("verify", scene.application.pk, code) in page
    assert url("verify", scene.application.pk, scene.indicators[1]) not in page
    assert scene.leader.name in page
    assert "p2-deadline" in page


def last_answer(scene: Scene, code: str) -> str:
    scale = instrument_of(scene.season).scale_of(code)
    return scale.answers[-1].code


def test_the_kanwil_head_forwards_reopens_and_waives(scene: Scene) -> None:
    client, pk = signed_in(scene.place.head), scene.application.pk
    assert client.post(url("waive", pk), {"reason": ""}).status_code == 422
    assert client.post(url("waive", pk), {"reason": "Banjir"}).status_code == 302
    assert VisitWaiver.objects.get().reason == "Banjir"
    scene.verify_all()
    scene.sign(scene.prepare(), scene.leader, scene.secretary)
    version = put(scene.application, State.VERIFIED).version
    page = shown(client, url("head", pk))
    assert reverse("award:walk", args=[pk, "forward"]) in page
    form = {"version": version, "reason": "Ada laporan baru", "until": today()}
    yesterday = {**form, "until": today() - timedelta(days=1)}
    assert client.post(url("reopen", pk), yesterday).status_code == 422
    assert client.post(url("reopen", pk), {"version": version}).status_code == 422
    assert (
        client.post(url("reopen", pk), {**form, "until": today() + timedelta(days=5)}).status_code
        == 302
    )
    assert reload(scene.application).state == State.UNDER_VERIFICATION
    stale = {**form, "until": today() + timedelta(days=5)}
    assert client.post(url("reopen", pk), stale).status_code == 409


@pytest.mark.parametrize("name", ["head", "send_back"])
def test_only_they_have_these_pages(scene: Scene, name: str) -> None:
    put(scene.application, State.IN_SCORING)
    for person in (scene.leader, scene.place.secretariat, make_holder(RoleKind.AUDITOR)):
        assert signed_in(person).get(url(name, scene.application.pk)).status_code == 403


def test_the_centre_verifier_sends_back(scene: Scene) -> None:
    version = put(scene.application, State.IN_SCORING).version
    client, pk = signed_in(make_holder(RoleKind.CENTRE_VERIFIER)), scene.application.pk
    shown(client, url("send_back", pk))
    form = {"version": version, "reason": "Foto sama", "until": today() + timedelta(days=9)}
    assert client.post(url("send_back", pk), {**form, "reason": ""}).status_code == 422
    assert client.post(url("send_back", pk), form).status_code == 302
    assert reload(scene.application).state == State.UNDER_VERIFICATION


def test_a_centre_verifier_who_served_in_the_unit_does_not(scene: Scene) -> None:
    version = put(scene.application, State.IN_SCORING).version
    centre = make_holder(RoleKind.CENTRE_VERIFIER)
    served_at(centre, scene.application.unit, ended_days_ago=100)
    client, page = signed_in(centre), url("send_back", scene.application.pk)
    form = {"version": version, "reason": "Foto sama", "until": today() + timedelta(days=9)}
    assert page not in shown(client, reverse("award:application", args=[scene.application.pk]))
    assert client.get(page).status_code == 403
    assert client.post(page, form).status_code == 403
    assert reload(scene.application).state == State.IN_SCORING


def work(person: Person) -> str:
    return " ".join(f"{item.what} {item.url}" for item in work_of(person))


def test_the_work_list_says_what_to_do(scene: Scene) -> None:
    assert "Verifikasi 16 indikator lagi" in work(scene.member)
    scene.verify_all()
    scene.visit()
    assert "Lanjutkan Berita Acara" in work(scene.member)
    document = scene.prepare()
    assert "tanda tangani Berita Acara" in work(scene.member)
    scene.sign(document, scene.member)
    assert "tanda tangani" not in work(scene.member)
    put(scene.application, State.VERIFIED)
    assert "teruskan ke pusat" in work(scene.place.head)
    assert "tanpa tim" not in work(scene.place.secretariat)
    put(scene.application, State.SELF_ASSESSED)
    assert "1 pengajuan tanpa tim" in work(scene.place.secretariat)
    assert "tanpa tim" not in work(make_holder(RoleKind.CENTRE_ADMIN))


def test_after_the_signatures_the_leader_is_next_and_the_others_see_it(scene: Scene) -> None:
    scene.verify_all()
    scene.visit()
    document = scene.prepare()
    scene.sign(document, scene.member)
    assert "menunggu tanda tangan anggota lain" in work(scene.member)
    scene.sign(document, scene.leader)
    assert "sudah ditandatangani. Selesaikan verifikasi." in work(scene.leader)
    assert "Lanjutkan Berita Acara" not in work(scene.leader)
    waiting = [item for item in work_of(scene.member) if item.waits_for]
    assert [item.what for item in waiting] == [
        "Berita Acara sudah ditandatangani. Ketua tim menyelesaikan verifikasi."
    ]


def test_the_board_of_each(scene: Scene) -> None:
    name = scene.application.unit.name
    for person in (scene.leader, scene.place.head, make_holder(RoleKind.AUDITOR)):
        assert name in shown(signed_in(person), url("board"))
    other = signed_in(make_holder(RoleKind.REGION_HEAD, region="papua"))
    assert name not in shown(other, url("board"))
    unit_head = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    assert signed_in(unit_head).get(url("board")).status_code == 403
    client = signed_in(scene.leader)
    assert name not in shown(client, url("board") + "?state=verified")
    assert name in shown(client, url("board") + f"?text={name[:8]}&state=nothing")


def test_the_board_tells_when_evidence_is_due_as_the_application_does(scene: Scene) -> None:
    late = Scene(state=State.EVIDENCE_OPEN, days={"evidence_due": 1})  # the team came late
    assert late.application.steps.filter(edge="assign_team").exists()
    for made in (late, Scene(state=State.EVIDENCE_OPEN)):
        one = made.application
        assert dues([one], DateKind.EVIDENCE_DUE) == {one.pk: due(one, DateKind.EVIDENCE_DUE)}
    page = shown(signed_in(late.leader), url("board"))
    assert "Tanpa tenggat" not in page


def test_long_lists_ask_the_database_no_more_often(scene: Scene) -> None:
    people = {scene.leader: "board", scene.place.head: "board", scene.place.secretariat: "teams"}

    def count() -> list[int]:
        counts = []
        for person, name in people.items():
            client = signed_in(person)
            with CaptureQueriesContext(connection) as queries:
                client.get(url(name))
                client.get(reverse("award:work"))
            counts.append(len(queries))
        return counts

    scene.add()
    scene.add()
    few = count()
    for _ in range(20):
        scene.add(claims=False)
    assert count() == few


def test_the_desk_asks_the_database_no_more_often_for_more_values(scene: Scene) -> None:
    client = signed_in(scene.leader)
    scene.verify(scene.indicators[0])
    with CaptureQueriesContext(connection) as few:
        client.get(url("desk", scene.application.pk))
    scene.verify_all()
    with CaptureQueriesContext(connection) as many:
        client.get(url("desk", scene.application.pk))
    assert len(many) == len(few)
