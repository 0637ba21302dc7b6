"""What a rehearsal tells in the end."""

import hashlib
import json
import os
from collections import Counter
from typing import Any

from award.models import Season
from jury.domain.decisions import ranks_in
from jury.queries.results import current_results
from record.enums import CANARY, JobState
from record.models import Job, LedgerEntry
from workers.rehearsal.outcome.found import found
from workers.rehearsal.scene import Scene

MOST_FAULTS = 20


def figures_of(
    scene: Scene, faults: dict[str, list[str]], *, checks_per_second: float
) -> dict[str, Any]:
    """Everything that was counted; digests tell whether two runs were alike."""
    order, plan, instrument = scene.order, scene.plan, scene.instrument
    ranking = ranking_of(scene.season)
    cores = min(order.workers, os.cpu_count() or 1)
    return {
        "units": order.units,
        "files": order.files,
        "jurors": order.jurors,
        "seed": order.seed,
        "instrument": f"{instrument.code} {instrument.version} {instrument.digest}",
        "regions": len(plan.regions),
        "plan": plan.digest(),
        "received": len(scene.receipts),
        "received_digest": _digest(sorted(r.sha256 for _file, r in scene.receipts)),
        "ranking": _digest(ranking),
        "ranked": len(ranking),
        "first": ranking[:3],
        "fates": dict(Counter(unit.fate.value for unit in plan.units)),
        "applications": dict(Counter(scene.season.applications.values_list("state", flat=True))),
        "acts_refused_under_lapsed_decree": scene.refused.count(True),
        "checks_set_aside": scene.waived,
        "findings_settled_late": scene.settled,
        "jobs": dict(Counter(Job.objects.exclude(kind=CANARY).values_list("state", flat=True))),
        "jobs_given_up": _given_up(),
        "checks_per_second": round(checks_per_second, 2),
        "checks_per_second_and_core": round(checks_per_second / cores, 2),
        "forgeries": found(scene.receipts),
        "ledger_entries": LedgerEntry.objects.count(),
        "invariants": {name: not lines for name, lines in faults.items()},
        "faults": {name: lines[:MOST_FAULTS] for name, lines in faults.items() if lines},
    }


def _given_up() -> list[str]:
    """What ended without having been done, and why."""
    rows = Job.objects.filter(state__in=(JobState.FAILED, JobState.POISON))
    return [f"{job.kind}: {job.last_error}" for job in rows[:MOST_FAULTS]]


def _digest(rows: object) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def ranking_of(season: Season) -> list[tuple[str, int, str]]:
    """The ranking as people read it: code of the unit, rank, total; by rank, then by code."""
    totals = {str(row.application_id): str(row.total) for row in current_results()}
    codes = dict(season.applications.values_list("pk", "unit__work_unit_code"))
    names = {str(pk): code for pk, code in codes.items()}
    rows = [(names[key], rank, totals[key]) for key, rank in ranks_in(season).items()]
    return sorted(rows, key=lambda row: (row[1], row[0]))
