"""A unit's own files in one archive: which, for whom, and what is kept back."""

import hashlib
import io
import re
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from record.domain.long_works import ask
from record.errors import NotForYou
from record.models import LongWork
from tests.directory.factories import make_holder, signed_in
from tests.support.long_works import do_waiting
from tests.verification.evidence.world import (
    FIRST,
    SECOND,
    hand_in,
    head_of,
    make_application,
    make_team,
    pdf,
    photo,
)
from verification.domain.evidence import remove
from verification.long_works import OWN_FILES
from verification.models import Checking, ReadLog

pytestmark = pytest.mark.django_db


def fetched(client: Client, application: Application) -> ZipFile:
    """Ask for the archive on its page, have it made and fetch it."""
    asked = client.post(reverse("verification:own_files", args=[application.pk]))
    work = do_waiting()
    assert asked.headers["Location"] == reverse("record:long_work", args=[work.pk])
    answer = client.get(reverse("record:long_work_file", args=[work.pk]))
    assert answer.status_code == 200, answer.content
    return ZipFile(io.BytesIO(b"".join(answer)))


def test_the_unit_gets_all_its_live_files_and_what_they_are() -> None:
    application = make_application()
    first, gone = hand_in(application, photo(1)).version, hand_in(application, photo(2)).version
    letter = hand_in(application, pdf(), indicator=SECOND, name="=2+2.pdf").version
    hand_in(make_application(), photo(3))
    remove(item_id=gone.item_id, by=Actor(head_of(application)))
    archive = fetched(signed_in(head_of(application)), application)
    *files, listed = archive.namelist()
    assert {hashlib.sha256(archive.read(name)).hexdigest() for name in files} == {
        first.blob_id,
        letter.blob_id,
    }
    table = archive.read(listed).decode()
    assert "'=2+2.pdf" in table
    assert letter.blob_id in table
    assert ReadLog.objects.filter(person=head_of(application)).count() == 2


def test_a_sealed_file_is_in_the_list_alone() -> None:
    application = make_application()
    version = hand_in(application, photo(1), indicator=FIRST).version
    Checking.objects.filter(version=version).update(sealed=True)
    archive = fetched(signed_in(head_of(application)), application)
    assert archive.namelist() == ["daftar-berkas.csv"]
    assert "disegel" in archive.read("daftar-berkas.csv").decode()


def test_nobody_but_the_unit_may_ask() -> None:
    application = make_application()
    team = make_team(application)
    address = reverse("verification:own_files", args=[application.pk])
    assert signed_in(team.leader).post(address).status_code == 403
    assert signed_in(make_holder(RoleKind.UNIT_HEAD)).post(address).status_code == 404
    with pytest.raises(NotForYou):
        ask(kind=OWN_FILES, by=team.leader.pk, params={"application": str(application.pk)})
    assert not LongWork.objects.exists()


def test_no_name_in_the_archive_leads_out_of_its_folder() -> None:
    application = make_application()
    for number, name in enumerate(("../../etc/passwd.jpg", "C:\\a\\b.jpg", "/tmp/x.jpg")):
        hand_in(application, photo(number), name=name)
    *files, listed = fetched(signed_in(head_of(application)), application).namelist()
    assert len(files) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", name) for name in (*files, listed))


def test_who_left_the_unit_before_it_was_made_gets_nothing() -> None:
    application = make_application()
    hand_in(application, photo(1))
    head = head_of(application)
    signed_in(head).post(reverse("verification:own_files", args=[application.pk]))
    head.roles.update(ends=today())
    work = do_waiting()
    assert work.reasons
    assert not work.sha256
    assert not ReadLog.objects.exists()


def test_who_left_the_unit_afterwards_cannot_fetch_it() -> None:
    application = make_application()
    hand_in(application, photo(1))
    head = head_of(application)
    client = signed_in(head)
    assert fetched(client, application).namelist()
    address = reverse("record:long_work_file", args=[LongWork.objects.get().pk])
    assert (
        signed_in(make_holder(RoleKind.UNIT_HEAD, unit=application.unit)).get(address).status_code
        == 404
    ), "it is its asker's alone"
    head.roles.update(ends=today())
    assert client.get(address).status_code == 404
