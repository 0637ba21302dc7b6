"""Long works: a person asks, the background does, the person fetches what was made.

An app registers what a kind does, in its <app>/long_works.py that AppConfig.ready() imports:

    def export(run: Run) -> File:
        rows = visible_rows(run.work.asked_by)                  # what they may see at this moment
        run.progress(0, len(rows))                              # often; it also keeps the run alive
        return File("daftar.csv", "text/csv; charset=utf-8", lines(rows, run))

    register("award.export", title=_("Ekspor daftar"), may=is_reader, do=export)

and a page asks: work = ask(kind="award.export", by=person.pk, params={"season": 2026}, link=…),
then redirect("record:long_work", pk=work.pk): the bar, the reasons and the file are on that page.
A work that changes rows ends itself in the transaction of its change, so that it is done once:
with recorded(…): …; run.end(link="/orang/"). A Refusal is told to the person with its reasons; any
other error is a fault, told to who runs the server. `params` hold ids and codes, never names.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from record.canonical import Json, plain
from record.domain import jobs
from record.domain.work import recorded
from record.enums import FINAL_STATES, JobState
from record.errors import NotForYou, Refusal
from record.models import Job, LongWork
from record.store import short_lived

JOB = "long_work"
# A queue of its own: an export of minutes must not hold up checks, mails and certificates.
QUEUE = "long"
KEPT = timedelta(days=7)
LARGEST = 4 * 2**30  # bytes of one result
REPORT_SECONDS = 1.0


@dataclass(frozen=True)
class File:
    """What a work made, to be kept for some days; `chunks` are read once, outside a transaction."""

    name: str
    content_type: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class Page:
    """A path on this site where what the work made is to be seen."""

    link: str


class Run:
    """One run of a long work, for the function that does it."""

    def __init__(self, work: LongWork, job: Job) -> None:
        self.work = work
        self._job = job
        self._next_report = 0.0

    def progress(self, done: int, total: int) -> None:
        """Say how far it is, `done` of `total`, and that it lives; at most once a second is written.

        To be called outside a transaction, and more often than every few minutes: a run of which
        nothing was heard for settings.JOB_LEASE counts as crashed. Raises LostLease.
        """
        now = time.monotonic()
        if now < self._next_report:
            return
        self._next_report = now + REPORT_SECONDS
        jobs.renew(self._job, progress=f"{done}/{total}", lease=settings.JOB_LEASE)

    def end(self, *, link: str = "") -> None:
        """End the work in the transaction of its change. Raises LostLease: that rolls it back.

        `link` is where the outcome is to be seen, if not where the work was asked for.
        """
        jobs.finish(self._job)
        LongWork.objects.filter(pk=self.work.pk).update(link=link or self.work.link)


Does = Callable[[Run], File | Page | None]


@dataclass(frozen=True)
class Kind:
    """A kind of long work: `may` is asked when it is asked for, when it begins and when fetched."""

    title: str | Promise
    may: Callable[[LongWork], bool]
    do: Does


_kinds: dict[str, Kind] = {}


def register(name: str, *, title: str | Promise, may: Callable[[LongWork], bool], do: Does) -> None:
    """Register what a kind is called, who may have it (`asked_by`, `params`) and what it does.

    `may` raises Refusal where the person is to be told why not.
    """
    kind = Kind(title, may, do)
    if _kinds.setdefault(name, kind) != kind:
        raise RuntimeError(f"long works of kind {name} are registered already")


def kind_of(work: LongWork) -> Kind:
    """The kind of a work; one that is no longer known does nothing and is nobody's."""
    return _kinds.get(work.kind, _GONE)


def ask(
    *, kind: str, by: UUID, params: Mapping[str, Json] | None = None, link: str = ""
) -> LongWork:
    """Write down what a person asks for and have it done; `link` is the page it is asked on.

    The same asked again while the first is under way is that one. Raises NotForYou, and KeyError
    for a kind that nobody registered.
    """
    now = timezone.now()
    row = LongWork(
        kind=kind,
        asked_by_id=by,
        params=plain(params or {}),
        link=link,
        created_at=now,
        expires_at=now + KEPT,
    )
    if not _kinds[kind].may(row):
        raise NotForYou(kind)
    return _under_way(row) or _written(row)


def withheld(work: LongWork) -> list[str]:
    """Why the person may not have it, nor what it made; nothing where they may."""
    try:
        if kind_of(work).may(work):
            return []
    except Refusal as why:
        return why.reasons
    return [_("Anda tidak lagi berwenang atas pekerjaan ini.")]


def perform(job: Job) -> None:
    """Do the work of this job and end it with what it made, or with why it was refused.

    Raises LostLease, the store's errors and whatever the work's function raises.
    """
    work = LongWork.objects.select_related("asked_by").get(job=job)
    person = work.asked_by
    with translation.override(person.language), timezone.override(person.time_zone):
        try:
            _do(Run(work, job), job)
        except Refusal as why:
            with transaction.atomic():
                jobs.finish(job)
                LongWork.objects.filter(pk=work.pk).update(reasons=why.reasons)


def forget_expired() -> int:
    """Delete the works whose days are over, with their files; return how many there were.

    Raises StoreUnavailable: then the rest is left for the next time.
    """
    over = LongWork.objects.filter(expires_at__lt=timezone.now(), job__state__in=FINAL_STATES)
    works = list(over.select_related("job"))
    for work in works:
        short_lived.clear(work.pk)
        with transaction.atomic():
            work.delete()
            work.job.delete()
    return len(works)


def _do(run: Run, job: Job) -> None:
    if reasons := withheld(run.work):
        raise Refusal(reasons)
    outcome = kind_of(run.work).do(run)
    if isinstance(outcome, File):
        _keep(run, job, outcome)
    elif job.state == JobState.RUNNING:
        with transaction.atomic():
            run.end(link=outcome.link if outcome else "")


def _keep(run: Run, job: Job, file: File) -> None:
    stored = short_lived.place_of(run.work.pk).put(file.chunks, limit=LARGEST)
    with transaction.atomic():
        jobs.finish(job)
        LongWork.objects.filter(pk=run.work.pk).update(
            file_name=file.name,
            content_type=file.content_type,
            sha256=stored.sha256,
            size=stored.size,
        )


def _under_way(row: LongWork) -> LongWork | None:
    """The same work of the same person, if it has not ended."""
    open_still = LongWork.objects.filter(kind=row.kind, asked_by=row.asked_by_id)
    open_still = open_still.exclude(job__state__in=FINAL_STATES)
    return next((each for each in open_still if each.params == row.params), None)


def _written(row: LongWork) -> LongWork:
    with recorded(actor=f"person:{row.asked_by_id}") as work:
        work.job(JOB, subject=str(row.pk), queue=QUEUE)
        row.job = Job.objects.get(kind=JOB, subject=str(row.pk))
        row.save(force_insert=True)
    return row


def _nothing(run: Run) -> Page:
    raise Refusal([_("Pekerjaan jenis ini tidak ada lagi.")])


_GONE = Kind(title="–", may=lambda _work: False, do=_nothing)
