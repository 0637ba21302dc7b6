"""Files as they leave the server: who gets which, under what headers, and what is never given."""

import io
from email.message import Message
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from PIL import Image

from award.enums import Capacity
from award.models import Application, Grant
from directory.enums import RoleKind
from tests.directory.factories import make_holder, signed_in
from tests.verification.evidence.stores import SILENT
from tests.verification.evidence.world import (
    checked,
    encoded,
    hand_in,
    head_of,
    make_application,
    make_team,
    photo,
)
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion, ReadLog

pytestmark = pytest.mark.django_db


def get(client: Client, route: str, *args: object) -> HttpResponseBase:
    return client.get(reverse(f"verification:{route}", args=args))


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def policy_of(answer: HttpResponseBase) -> dict[str, list[str]]:
    """The content security policy, parsed as a browser does."""
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {words[0]: words[1:] for words in parts if words}


def assert_harmless(answer: HttpResponseBase) -> None:
    policy = policy_of(answer)
    assert policy["sandbox"] == []
    assert policy["default-src"] == ["'none'"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert set(answer["Cache-Control"].replace(" ", "").split(",")) == {"private", "no-store"}


def with_place_and_thumbnail() -> bytes:
    """A photo whose metadata says where it was taken, by whom and with what."""
    picture = Image.open(io.BytesIO(photo(1)))
    exif = Image.Exif()
    exif[0x010E] = "rahasia-penghuni"
    exif[0x0131] = "kamera"
    exif.get_ifd(0x8825)[1] = "S"
    return encoded(picture, exif=exif, comment=b"rahasia-komentar")


def test_a_preview_is_encoded_anew_and_tells_nothing_of_the_original() -> None:
    application = make_application()
    data = with_place_and_thumbnail()
    assert b"rahasia-penghuni" in data
    version = checked(application, data)
    client = signed_in(head_of(application))
    for name in ("thumbnail", "preview"):
        answer = get(client, "preview", version.pk, name)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/webp"
        assert "Content-Disposition" not in answer or "inline" in answer["Content-Disposition"]
        assert_harmless(answer)
        picture = body(answer)
        assert answer["Content-Length"] == str(len(picture))
        assert b"rahasia" not in picture
        assert b"Exif" not in picture
        assert max(Image.open(io.BytesIO(picture)).size) <= 640


def test_an_original_is_an_attachment_under_a_name_of_ours_and_each_read_is_logged() -> None:
    application = make_application()
    version = checked(application, photo(1), name='"; filename="jahat.html;\r\nX-Jahat: ya.jpg')
    head = head_of(application)
    answer = get(signed_in(head), "original", version.pk)
    assert body(answer) == photo(1)
    assert answer["Content-Type"] == "image/jpeg"
    assert_harmless(answer)
    header = Message()
    header["Content-Disposition"] = answer["Content-Disposition"]
    assert header.get_content_disposition() == "attachment"
    code = application.unit.work_unit_code
    assert header.get_filename() == f"{code}-fac-visitors-01-1-v1.jpg"
    assert ReadLog.objects.get().person == head


def with_seat(application: Application) -> Any:
    """A juror with a seat for this application."""
    juror = make_holder(RoleKind.JUROR)
    Grant.objects.create(
        application=application,
        person=juror,
        capacity=Capacity.JUROR,
        starts="2020-01-01T00:00:00Z",
        source="seat:1",
    )
    return juror


def test_who_gets_which() -> None:
    application = make_application()
    version = checked(application, photo(1))
    team = make_team(application)
    expected = {
        head_of(application): (200, 200),
        team.member: (200, 200),
        make_holder(RoleKind.CENTRE_VERIFIER): (200, 200),
        make_holder(RoleKind.CENTRE_ADMIN): (200, 200),
        make_holder(RoleKind.AUDITOR): (200, 200),
        with_seat(application): (200, 200),
        make_holder(RoleKind.REGION_HEAD, region=application.region): (200, 404),
        make_holder(RoleKind.REGION_SECRETARIAT, region=application.region): (200, 404),
        make_holder(RoleKind.UNIT_HEAD): (404, 404),
        make_holder(RoleKind.REGION_VERIFIER, region=application.region): (404, 404),
        make_holder(RoleKind.REGION_HEAD, region="bali"): (404, 404),
        make_holder(RoleKind.JUROR): (404, 404),
    }
    for person, statuses in expected.items():
        client = signed_in(person)
        given = (
            get(client, "preview", version.pk, "preview").status_code,
            get(client, "original", version.pk).status_code,
        )
        assert given == statuses, person.roles.get().kind
    assert ReadLog.objects.count() == 6
    assert get(Client(), "original", version.pk).status_code == 302


def test_a_sealed_file_is_never_given_to_anybody() -> None:
    application = make_application()
    version = checked(application, photo(1))
    team = make_team(application)
    Checking.objects.update(sealed=True)
    for person in (head_of(application), team.leader, make_holder(RoleKind.CENTRE_ADMIN)):
        client = signed_in(person)
        assert get(client, "original", version.pk).status_code == 403
        assert get(client, "preview", version.pk, "preview").status_code == 404
        page = get(client, "evidence_item", version.item_id)
        assert "/asli/" not in page.content.decode()  # type: ignore[attr-defined]
    assert not ReadLog.objects.exists()


def test_a_file_waits_for_the_scanner_where_there_is_one(settings: Any) -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    client = signed_in(head_of(application))
    assert get(client, "original", version.pk).status_code == 200
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    assert get(client, "original", version.pk).status_code == 422
    Checking.objects.update(scanned=True)
    assert get(client, "original", version.pk).status_code == 200


def test_a_file_whose_checks_a_leader_set_aside_is_given(settings: Any) -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    leader = make_team(application).leader
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    Checking.objects.update(
        state=CheckState.WAIVED, waived_by=leader, waive_reason="Dilihat di tempat."
    )
    assert get(signed_in(leader), "original", version.pk).status_code == 200


def test_the_twin_s_picture_is_for_those_who_judge() -> None:
    application, other = make_application(), make_application()
    mine, theirs = checked(application, photo(1)), checked(other, photo(1))
    finding = mine.findings.get()
    team = make_team(application)
    expected = {
        team.leader: 404,  # not their unit: opened by a click first
        make_holder(RoleKind.CENTRE_VERIFIER): 200,
        head_of(application): 404,
        head_of(other): 404,
        with_seat(application): 404,
    }
    for person, status in expected.items():
        client = signed_in(person)
        assert get(client, "twin_preview", finding.pk, "preview").status_code == status
    assert get(signed_in(team.leader), "preview", theirs.pk, "preview").status_code == 404
    assert get(signed_in(team.leader), "twin_preview", finding.pk, "lain").status_code == 404


def test_there_is_no_picture_of_other_names_or_files() -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    client = signed_in(head_of(application))
    assert get(client, "preview", version.pk, "preview").status_code == 404
    assert get(client, "preview", version.pk, "asli").status_code == 404
    assert get(client, "original", application.pk).status_code == 404


def test_a_store_that_does_not_answer(settings: Any) -> None:
    application = make_application()
    version = checked(application, photo(1))
    client = signed_in(head_of(application))
    settings.EVIDENCE_STORE = SILENT
    answer = get(client, "original", version.pk)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert EvidenceVersion.objects.count() == 1
