"""What must hold at the end of a season; each function returns a line for each place where it does
not, and none where it does.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from award.enums import State
from award.models import Season
from jury.domain.bundles import export_season
from jury.domain.decisions import ranks_in
from jury.enums import Outcome
from jury.models import Certificate, Decision
from record.domain import fixity, ledger
from record.errors import NotStored
from record.store import get_store
from record.store.base import measure
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion
from verification.queries.receipts import Receipt
from workers.rehearsal.planning.plan import Fate
from workers.rehearsal.scene import Scene
from workers.rehearsal.waiting import open_jobs
from workers.supervisor.crew import ROOT

VERIFIER = ROOT / "verify_season.py"
DECIDED = frozenset({State.AWARDED, State.NOT_AWARDED})
ENDS: dict[Fate, frozenset[State]] = {
    Fate.DISQUALIFIED: frozenset({State.DISQUALIFIED}),
    Fate.FORM_LATE: frozenset({State.LAPSED}),
    Fate.NOT_PASSED: frozenset({State.NOT_PASSED}),
    Fate.EVIDENCE_LATE: frozenset({State.LAPSED}),
    Fate.WITHDRAWN: frozenset({State.WITHDRAWN}),
}
Faults = Iterable[str]


def all_of(scene: Scene, bundle: Path) -> dict[str, list[str]]:
    """Every invariant by its name, with its faults. The bundle is written into that folder."""
    checks: dict[str, Callable[[], Faults]] = {
        "files_kept": lambda: files_kept(receipt for _file, receipt in scene.receipts),
        "store_whole": store_whole,
        "jobs_ended": jobs_ended,
        "ledger_whole": lambda: map(str, ledger.verify()),
        "bundle_verified": lambda: exported_and_verified(scene.season, bundle),
        "ranking_reproduced": lambda: ranking_reproduced(scene.season, scene.ranks),
        "certificates_made": lambda: certificates_made(scene.season),
        "ended_as_planned": lambda: ended_as_planned(scene),
        "lapsed_decree_refused": lambda: lapsed_decree_refused(scene.refused),
    }
    return {name: list(check()) for name, check in checks.items()}


def files_kept(receipts: Iterable[Receipt]) -> Iterator[str]:
    """Every file that was acknowledged has its row, and its bytes give the receipt's digest."""
    store = get_store()
    for receipt in receipts:
        row = EvidenceVersion.objects.filter(pk=receipt.version.pk, blob=receipt.sha256)
        if not row.filter(size=receipt.size).exists():
            yield f"{receipt.sha256}: acknowledged, and has no row"
        try:
            with store.open(receipt.sha256) as file:
                found = measure(file)
        except NotStored:
            yield f"{receipt.sha256}: acknowledged, and is not in the store"
            continue
        if (found.sha256, found.size) != (receipt.sha256, receipt.size):
            yield f"{receipt.sha256}: is stored with other bytes"


def store_whole() -> Iterator[str]:
    """What else has a row, documents and previews, has its bytes too."""
    seen = fixity.inspect(grace=timedelta(0))
    yield from (f"{digest}: is missing" for digest in seen.missing)
    yield from (f"{digest}: is damaged" for digest in seen.damaged)


def jobs_ended() -> Iterator[str]:
    """Every job is done, failed or given up, and every file checked, or known not to be."""
    for job in open_jobs():
        yield f"job {job.pk}: {job.kind} is {job.state}"
    for checking in Checking.objects.filter(state__in=(CheckState.WAITING, CheckState.RUNNING)):
        yield f"evidence {checking.pk}: its checks are {checking.state}"


def exported_and_verified(season: Season, bundle: Path) -> list[str]:
    """The season's bundle, with its files, holds against the verifier that trusts nobody."""
    try:
        export_season(season, bundle, files=True)
    except Exception as why:  # noqa: BLE001 - whatever broke is told beside the other faults
        return [f"the bundle cannot be written: {why!r}"]
    return verified(bundle)


def verified(bundle: Path) -> list[str]:
    """What `verify_season.py` says against a bundle."""
    ran = subprocess.run(
        [sys.executable, str(VERIFIER), str(bundle), "--json"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    try:
        problems = json.loads(ran.stdout)["problems"]
    except (ValueError, KeyError):
        return [f"verify_season.py ended with {ran.returncode}: {ran.stderr.strip()}"]
    return [f"{place}: {what}" for place, what in problems]


def ranking_reproduced(season: Season, then: dict[str, int]) -> Iterator[str]:
    """The ranking comes out alike again, and is what was decided by.

    That a second implementation comes to the same ranks is part of `bundle_verified`.
    """
    first, second = (ranks_in(Season.objects.get(pk=season.pk)) for _ in range(2))
    if first != second:
        yield "the ranking differs from one computation to the next"
    decided = Decision.objects.filter(application__season=season, version=1).exclude(rank=None)
    told = {str(pk): rank for pk, rank in decided.values_list("application", "rank")}
    for key in sorted(told.keys() | then.keys()):
        if told.get(key) != then.get(key):
            yield f"application {key}: decided at rank {told.get(key)}, computed {then.get(key)}"


def certificates_made(season: Season) -> Iterator[str]:
    """Whoever holds the award has a certificate that can be read."""
    made = dict(Certificate.objects.values_list("decision", "blob"))
    store = get_store()
    for application in season.applications.filter(state=State.AWARDED):
        last = application.decisions.filter(outcome=Outcome.AWARDED).last()
        blob = made.get(last.pk) if last else None
        if blob is None or not store.exists(blob):
            yield f"application {application.pk}: awarded, and has no certificate"


def ended_as_planned(scene: Scene) -> Iterator[str]:
    """Each unit fared as it was meant to, late ones and forgers included."""
    for application, planned in scene.each():
        if application.state not in ENDS.get(planned.fate, DECIDED):
            yield f"unit {planned.code}: {planned.fate}, and ended {application.state}"


def lapsed_decree_refused(refused: list[bool]) -> list[str]:
    """Nobody whose decree was over could act on it."""
    allowed = refused.count(False)
    return [f"{allowed} acts under a lapsed decree went through"] if allowed else []
