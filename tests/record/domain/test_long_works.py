"""What a person asks the background for is done once, told in their words and forgotten in time."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Person
from record.domain import jobs, long_works
from record.domain.long_works import File, Page, Run, ask, forget_expired, perform, register
from record.domain.work import recorded
from record.enums import JobState, WorkState
from record.errors import LostLease, NotForYou, Refusal, StoreUnavailable
from record.models import Job, LedgerEntry, LongWork
from record.queries.long_works import how_far, state_of, works_of
from record.store.short_lived import place_of
from tests.directory.factories import make_person
from tests.support.long_works import KIND, done, known

pytestmark = pytest.mark.django_db


def ledger_count() -> int:
    return LedgerEntry.objects.filter(kind="counted").count()


def a_file(run: Run) -> File:
    def chunks() -> Iterator[bytes]:
        for number in range(3):
            run.progress(number, 3)
            yield f"{number};{run.work.params['season']}\n".encode()

    return File("daftar.csv", "text/csv", chunks())


def test_a_file_is_made_and_kept_for_who_asked() -> None:
    siti = make_person()
    with known(a_file):
        work = ask(kind=KIND, by=siti.pk, params={"season": 2026}, link="/daftar/")
        assert state_of(work) is WorkState.WAITING
        work = done(work)
    assert state_of(work) is WorkState.DONE
    assert (work.file_name, work.content_type, work.size) == ("daftar.csv", "text/csv", 21)
    with place_of(work.pk).open(work.sha256) as file:
        assert file.read() == b"0;2026\n1;2026\n2;2026\n"
    assert list(works_of(siti.pk)) == [work]
    assert not works_of(make_person().pk).exists()


def test_how_far_it_is_can_be_read_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_works, "REPORT_SECONDS", 0.0)
    seen: list[object] = []

    def look(run: Run) -> Page:
        seen.append(how_far(LongWork.objects.get(pk=run.work.pk)))
        run.progress(2, 5)
        found = LongWork.objects.get(pk=run.work.pk)
        seen.append((how_far(found), state_of(found)))
        return Page("/selesai/")

    with known(look):
        work = done(ask(kind=KIND, by=make_person().pk))
    assert seen == [None, ((2, 5), WorkState.RUNNING)]
    assert work.link == "/selesai/"


def test_progress_is_written_at_most_once_a_second() -> None:
    def hurry(run: Run) -> None:
        for number in range(100):
            run.progress(number, 100)

    with known(hurry):
        assert done(ask(kind=KIND, by=make_person().pk)).job.progress == "0/100"


def test_a_refusal_is_told_with_its_reasons_in_the_persons_language() -> None:
    english = Person.objects.create(email="ann@example.go.id", name="Ann", language="en")

    def refuse(run: Run) -> Page:
        raise Refusal([_("Tanda terima"), "b"])

    with known(refuse):
        work = done(ask(kind=KIND, by=english.pk))
    assert state_of(work) is WorkState.REFUSED
    assert work.reasons == [_("Receipts"), "b"]
    assert work.job.state == JobState.DONE
    assert not LedgerEntry.objects.filter(kind="job_failed").exists()


def test_a_fault_is_no_refusal_and_who_runs_the_server_is_told() -> None:
    def break_off(run: Run) -> Page:
        raise ZeroDivisionError("rahasia")

    with known(break_off):
        work = done(ask(kind=KIND, by=make_person().pk))
    assert (state_of(work), work.reasons) == (WorkState.FAILED, [])
    assert "rahasia" in work.job.last_error
    assert LedgerEntry.objects.filter(kind="job_failed").count() == 1


def test_a_change_and_the_end_of_its_work_are_one() -> None:
    def change(run: Run) -> None:
        with recorded(actor="system") as work:
            work.event("counted", subject="application:1")
            run.end(link="/hasil/")

    with known(change):
        work = done(ask(kind=KIND, by=make_person().pk))
        assert (ledger_count(), work.link) == (1, "/hasil/")
        assert jobs.claim(work.job_id, owner="a second delivery") is None


def test_a_run_that_was_replaced_changes_nothing() -> None:
    def change(run: Run) -> None:
        Job.objects.filter(pk=run.work.job_id).update(owner="the one that took over")
        with recorded(actor="system") as work:
            work.event("counted", subject="application:1")
            run.end()

    with known(change):
        job = jobs.claim(ask(kind=KIND, by=make_person().pk).job_id, owner="first")
        assert job is not None
        with pytest.raises(LostLease):
            perform(job)
    assert ledger_count() == 0


def test_a_refusal_after_the_end_takes_the_change_back() -> None:
    def change(run: Run) -> None:
        with recorded(actor="system") as work:
            work.event("counted", subject="application:1")
            run.end(link="/hasil/")
            raise Refusal(["tidak jadi"])

    with known(change):
        work = done(ask(kind=KIND, by=make_person().pk, link="/asal/"))
    assert (ledger_count(), state_of(work)) == (0, WorkState.REFUSED)
    assert (work.reasons, work.link) == (["tidak jadi"], "/asal/")


def test_asked_twice_while_it_waits_is_asked_once() -> None:
    siti, budi = make_person(), make_person()
    with known(a_file):
        first = ask(kind=KIND, by=siti.pk, params={"season": 2026})
        assert ask(kind=KIND, by=siti.pk, params={"season": 2026}) == first
        assert ask(kind=KIND, by=siti.pk, params={"season": 2025}) != first
        assert ask(kind=KIND, by=budi.pk, params={"season": 2026}) != first
        done(first)
        assert ask(kind=KIND, by=siti.pk, params={"season": 2026}) != first


def test_who_may_not_cannot_ask_and_who_no_longer_may_is_refused() -> None:
    siti = make_person()
    allowed: set[object] = {siti}
    with known(a_file, for_whom=allowed):
        with pytest.raises(NotForYou):
            ask(kind=KIND, by=make_person().pk)
        work = ask(kind=KIND, by=siti.pk, params={"season": 2026})
        allowed.clear()
        work = done(work)
    assert work.reasons == ["Anda tidak lagi berwenang atas pekerjaan ini."]
    assert work.sha256 == ""


def test_a_kind_that_is_gone_is_refused_and_one_that_never_was_is_a_mistake() -> None:
    with known(a_file):
        work = ask(kind=KIND, by=make_person().pk)
    assert state_of(done(work)) is WorkState.REFUSED
    with pytest.raises(KeyError):
        ask(kind=KIND, by=make_person().pk)


def test_a_kind_means_one_thing() -> None:
    name = f"test.{uuid4()}"
    register(name, title="A", may=lambda _work: True, do=a_file)
    with pytest.raises(RuntimeError):
        register(name, title="B", may=lambda _work: True, do=a_file)


def test_a_store_that_is_away_postpones_the_work() -> None:
    def away(run: Run) -> Page:
        raise StoreUnavailable("away")

    with known(away):
        work = done(ask(kind=KIND, by=make_person().pk))
    assert state_of(work) is WorkState.WAITING


def test_what_was_made_is_forgotten_when_its_days_are_over() -> None:
    siti = make_person()
    with known(a_file):
        kept, old = (
            done(ask(kind=KIND, by=siti.pk, params={"season": year})) for year in (2026, 2025)
        )
        waits = ask(kind=KIND, by=siti.pk, params={"season": 2024})
    yesterday = timezone.now() - timedelta(days=1)
    LongWork.objects.exclude(pk=kept.pk).update(expires_at=yesterday)
    assert list(works_of(siti.pk)) == [kept]
    assert forget_expired() == 1
    assert not place_of(old.pk).exists(old.sha256)
    assert place_of(kept.pk).exists(kept.sha256)
    assert set(LongWork.objects.values_list("pk", flat=True)) == {kept.pk, waits.pk}
    assert not Job.objects.filter(pk=old.job_id).exists()
