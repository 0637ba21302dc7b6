"""Files of other units that bear the same traces: one camera far apart, one document's history."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Count, QuerySet

from directory.models import Unit
from verification.domain.twins import known
from verification.models import EvidenceVersion
from verification.models import Trace as Row
from verification.queries.evidence import live_versions
from workers.checks.finding import Outcome
from workers.checks.traces import (
    CAMERA,
    COMMON_UNITS,
    Trace,
    Traced,
    same_camera,
    same_document,
)

_AT_ONCE = 400  # values a query names
_MOST_OTHERS = 200


def compare_traces(version: EvidenceVersion, traces: Iterable[Trace]) -> tuple[Outcome, Outcome]:
    """Keep what the file bears and compare it with the files of all other units."""
    found = frozenset(traces)
    _keep(version, found)
    own = _traced(version, found)
    digests = sorted({t.digest for t in found if t.kind != CAMERA})
    common = frozenset(_common(digests))
    cameras = [t for t in found if t.kind == CAMERA]
    documents = _bearing(version, [d for d in digests if d not in common])
    return (
        same_camera(own, _others(_of_cameras(version, cameras))),
        same_document(own, _others(documents), common),
    )


def _keep(version: EvidenceVersion, traces: Iterable[Trace]) -> None:
    """Write before searching: of two files checked at once one sees the other."""
    unit = version.item.application.unit_id
    rows = [
        Row(version=version, unit_id=unit, kind=t.kind, digest=t.digest, day=t.day) for t in traces
    ]
    Row.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_AT_ONCE)


def _common(digests: list[str]) -> Iterator[str]:
    """Those that files of many units bear, shown or not: a form that everybody was sent."""
    for some in _batches(digests):
        counted = Row.objects.filter(digest__in=some).order_by().values("digest")
        many = counted.annotate(units=Count("unit", distinct=True))
        yield from many.filter(units__gte=COMMON_UNITS).values_list("digest", flat=True)


def _of_cameras(version: EvidenceVersion, cameras: list[Trace]) -> list[Row]:
    rows = _elsewhere(version).filter(kind=CAMERA)
    return [
        row
        for trace in cameras
        if trace.day is not None
        for row in rows.filter(digest=trace.digest, day=trace.day)[:_MOST_OTHERS]
    ]


def _bearing(version: EvidenceVersion, digests: list[str]) -> list[Row]:
    rows = _elsewhere(version).exclude(kind=CAMERA)
    return [row for some in _batches(digests) for row in rows.filter(digest__in=some)]


def _elsewhere(version: EvidenceVersion) -> QuerySet[Row]:
    """The rows of shown files of other units."""
    shown = live_versions().values("pk")
    rows = Row.objects.filter(version__in=shown)
    return rows.exclude(unit=version.item.application.unit_id).order_by("pk")


def _others(rows: Iterable[Row]) -> list[Traced]:
    """Each file once, with those of its traces that were asked for."""
    borne: dict[UUID, set[Trace]] = {}
    for row in rows:
        trace = Trace(kind=row.kind, digest=row.digest, day=row.day)
        borne.setdefault(row.version_id, set()).add(trace)
    chosen = sorted(borne, key=lambda pk: (-len(borne[pk]), pk))[:_MOST_OTHERS]
    versions = EvidenceVersion.objects.select_related("item__application__unit").in_bulk(chosen)
    return [_traced(versions[pk], frozenset(borne[pk])) for pk in chosen]


def _traced(version: EvidenceVersion, traces: frozenset[Trace]) -> Traced:
    unit: Unit = version.item.application.unit
    place = None
    if unit.latitude is not None and unit.longitude is not None:
        place = (float(unit.latitude), float(unit.longitude))
    return Traced(known=known(version, None), place=place, traces=traces)


def _batches(digests: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(digests), _AT_ONCE):
        yield digests[start : start + _AT_ONCE]
