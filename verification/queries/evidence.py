"""Which files count: the last version of each piece of evidence that was not removed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from award.models import Application
from criteria.instrument import Indicator
from verification.enums import CheckState, Purpose
from verification.models import EvidenceItem, EvidenceVersion
from workers.checks.kinds import KINDS, PICTURE


def live_versions() -> QuerySet[EvidenceVersion]:
    """The last version of each item that is not removed, of all applications."""
    newer = EvidenceVersion.objects.filter(item=OuterRef("item"), version__gt=OuterRef("version"))
    return EvidenceVersion.objects.filter(~Exists(newer), item__removed_at=None)


def live_versions_of(application: Application) -> QuerySet[EvidenceVersion]:
    """What the unit shows now, with the state of its checks, in the order of its slots.

    Files that back an objection are not among them: they change no verification.
    """
    mine = live_versions().filter(item__application=application, item__purpose=Purpose.ASSESSMENT)
    return mine.select_related("item", "checking").order_by("item__indicator", "item__number")


def counting_versions(application: Application) -> dict[str, list[EvidenceVersion]]:
    """The live versions that may count as evidence, by indicator; sealed ones do not."""
    counting: dict[str, list[EvidenceVersion]] = defaultdict(list)
    for version in live_versions_of(application).filter(checking__sealed=False):
        counting[version.item.indicator].append(version)
    return dict(counting)


def evidence_kind(code: str) -> str:
    """The instrument's word for a kind of file: photo or document."""
    return "photo" if KINDS[code].family == PICTURE else "document"


def counted_files(indicator: Indicator, versions: Iterable[EvidenceVersion]) -> int:
    """How many of the files are of a kind the indicator counts."""
    return sum(evidence_kind(v.kind) in indicator.evidence.counted_kinds for v in versions)


def files_and_bytes(application: Application) -> tuple[int, int]:
    """How many files, and bytes in all, the unit has ever sent for this application."""
    sent = EvidenceVersion.objects.filter(item__application=application)
    totals = sent.aggregate(files=Count("pk"), total=Sum("size"))
    return totals["files"], totals["total"] or 0


def next_number(application: Application, indicator: str) -> int:
    """The number of a further item under the indicator; one that was removed keeps its own."""
    items = EvidenceItem.objects.filter(application=application, indicator=indicator)
    last = items.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def is_sealed(item: EvidenceItem) -> bool:
    """Whether the item's last version was sealed for malware."""
    last = item.versions.order_by("-version").select_related("checking").first()
    return last is not None and last.checking.sealed


def unchecked_by_application(applications: QuerySet[Application]) -> Counter[UUID]:
    """How many live files of each of the applications could not be checked, in one query."""
    failed = live_versions().filter(
        item__application__in=applications.values("pk"), checking__state=CheckState.UNCHECKED
    )
    return Counter(failed.order_by().values_list("item__application", flat=True))
