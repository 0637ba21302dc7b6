"""The pages of long works: one's own alone, with the bar, the reasons and the file."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Person
from record.domain import jobs
from record.domain.long_works import File, Page, Run, ask
from record.errors import Refusal
from record.models import Job, LongWork
from tests.directory.factories import make_person, signed_in
from tests.support.long_works import KIND, done, known

pytestmark = pytest.mark.django_db
LIST = reverse("record:long_works")
allowed: set[object] = set()


def does(run: Run) -> File | Page:
    match run.work.params["what"]:
        case "file":
            return File("daftar é.csv", "text/csv", [b"<b>1</b>\n"])
        case "page":
            return Page("/akun/")
        case "refuse":
            raise Refusal(["Tidak <b>bisa</b>."])
    raise ZeroDivisionError("rahasia")


@pytest.fixture(autouse=True)
def siti() -> Iterator[Person]:
    person = make_person()
    allowed.clear()
    allowed.add(person)
    with known(does, for_whom=allowed):
        yield person


def asked(by: Person, what: str) -> LongWork:
    return ask(kind=KIND, by=by.pk, params={"what": what}, link="/unit/")


def page(work: LongWork, route: str = "long_work") -> str:
    return reverse(f"record:{route}", args=[work.pk])


def test_a_waiting_work_asks_again_with_scripts_and_without(siti: Person) -> None:
    work = asked(siti, "file")
    text = signed_in(siti).get(page(work)).content.decode()
    assert "menunggu giliran" in text
    assert f'hx-get="{page(work, "long_work_part")}"' in text
    assert f'href="{page(work)}">Muat ulang' in text
    assert "<progress" in text
    assert "value=" not in text.split("<progress")[1].split(">")[0]
    assert signed_in(siti).get(page(work, "long_work_file")).status_code == 404


def test_a_running_work_says_how_far_it_is(siti: Person) -> None:
    work = asked(siti, "file")
    job = jobs.claim(work.job_id, owner="a worker")
    assert job is not None
    jobs.renew(job, progress="3/12")
    text = signed_in(siti).get(page(work, "long_work_part")).content.decode()
    assert 'value="3" max="12"' in text
    assert "3 dari 12" in text


def test_the_file_is_saved_never_opened(siti: Person) -> None:
    work = done(asked(siti, "file"))
    client = signed_in(siti)
    text = client.get(page(work)).content.decode()
    assert page(work, "long_work_file") in text
    assert "hx-get" not in text
    answer = client.get(page(work, "long_work_file"))
    assert b"".join(answer) == b"<b>1</b>\n"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''daftar%20%C3%A9.csv"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == "9"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_work_with_a_page_leads_to_it(siti: Person) -> None:
    work = done(asked(siti, "page"))
    client = signed_in(siti)
    assert client.get(page(work)).headers["Location"] == "/akun/"
    assert client.get(page(work, "long_work_part")).headers["HX-Redirect"] == "/akun/"


def test_why_it_was_refused_is_told_with_a_way_back(siti: Person) -> None:
    work = done(asked(siti, "refuse"))
    text = signed_in(siti).get(page(work)).content.decode()
    assert "Tidak &lt;b&gt;bisa&lt;/b&gt;." in text
    assert 'href="/unit/"' in text


def test_a_fault_tells_no_secret(siti: Person) -> None:
    work = done(asked(siti, "fault"))
    text = signed_in(siti).get(page(work)).content.decode()
    assert str(work.pk) in text
    assert "rahasia" not in text
    assert "gagal" in text
    assert "Tidak ada yang berubah" not in text, "one that does row after row has changed some"


@pytest.mark.parametrize("route", ["long_work", "long_work_part", "long_work_file"])
def test_anothers_work_does_not_exist(siti: Person, route: str) -> None:
    work = done(asked(siti, "file"))
    stranger = make_person()
    allowed.add(stranger)
    assert signed_in(stranger).get(page(work, route)).status_code == 404
    assert Client().get(page(work, route)).status_code == 302
    assert signed_in(siti).get(page(work, route)).status_code == 200
    LongWork.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert signed_in(siti).get(page(work, route)).status_code == 404


def test_who_may_no_longer_have_it_cannot_fetch_it(siti: Person) -> None:
    work = done(asked(siti, "file"))
    allowed.clear()
    assert signed_in(siti).get(page(work, "long_work_file")).status_code == 404


def test_a_list_of_ones_own(siti: Person) -> None:
    client = signed_in(siti)
    assert "belum meminta pekerjaan" in client.get(LIST).content.decode()
    mine = asked(siti, "file")
    stranger = make_person()
    allowed.add(stranger)
    theirs = asked(stranger, "file")
    text = client.get(LIST).content.decode()
    assert page(mine) in text
    assert page(theirs) not in text


def test_looking_changes_nothing(siti: Person) -> None:
    work = asked(siti, "file")
    before = Job.objects.values().get(pk=work.job_id)
    signed_in(siti).get(page(work))
    assert Job.objects.values().get(pk=work.job_id) == before
