"""Which planted forgeries the checks found, and what they asked about honest files."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from verification.enums import Severity
from verification.models import Finding
from verification.queries.receipts import Receipt
from workers.rehearsal.planning.filing import PlannedFile
from workers.rehearsal.planning.forging import EXPECTED, Forgery


def found(receipts: Sequence[tuple[PlannedFile, Receipt]]) -> dict[str, Any]:
    """Planted, found and missed by kind, and the questions about honest files by kind of finding.

    A question about an honest file is a false alarm, unless it is about the pair that the file
    makes with one that was forged from it: there it is the forgery that is found.
    """
    planted = {receipt.version.pk: file.forged for file, receipt in receipts if file.forged}
    honest = {receipt.version.pk for file, receipt in receipts if file.honest}
    rows = Finding.objects.exclude(result=None).exclude(severity=Severity.INFO)
    asked: list[tuple[UUID, str, UUID | None]] = list(rows.values_list("version", "kind", "other"))
    seen = {
        version
        for version, kind, _other in asked
        if version in planted and kind in EXPECTED[planted[version]]
    }
    alarms = {(v, kind) for v, kind, other in asked if v in honest and other not in planted}
    return {
        "planted": len(planted),
        "found": len(seen),
        "missed": len(planted) - len(seen),
        "by_kind": _by_kind(planted, seen),
        "honest_files": len(honest),
        "honest_asked_about": len({version for version, _kind in alarms}),
        "false_alarms": dict(sorted(Counter(kind for _version, kind in alarms).items())),
    }


def _by_kind(planted: dict[UUID, Forgery], seen: set[UUID]) -> dict[str, dict[str, int]]:
    counts = {}
    for forgery in Forgery:
        mine = {version for version, kind in planted.items() if kind == forgery}
        if mine:
            counts[forgery.value] = {"planted": len(mine), "missed": len(mine - seen)}
    return counts
