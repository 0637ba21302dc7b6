"""Upload forms as `components/upload_slot.html` takes them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from award.models import Application
from criteria.instrument import Indicator
from verification.models import EvidenceItem
from verification.pages.on_disk import LARGEST_FILE
from verification.pages.slots import Slot, counting_rule
from verification.queries.evidence import evidence_kind, live_versions_of
from workers.checks.kinds import KINDS

FIELD = "files"


def further_slot(application: Application, slot: Slot) -> dict[str, Any] | None:
    """The form for more files under an indicator; None where no more fit."""
    if len(slot.files) >= slot.indicator.evidence.count_max:
        return None
    shown = reverse("verification:indicator_files", args=[application.pk, slot.indicator.code])
    form = _form(application, slot.indicator, _("Tambah berkas"), {}, slot.url)
    return {**form, "shown_url": shown}


def replacing_slot(
    application: Application, item: EvidenceItem, indicator: Indicator
) -> dict[str, Any]:
    """The form for the next version of one file."""
    url = reverse("verification:evidence_item", args=[item.pk])
    return _form(application, indicator, _("Ganti berkas ini"), {"item": str(item.pk)}, url)


def _form(
    application: Application,
    indicator: Indicator,
    title: str,
    fields: dict[str, str],
    next_url: str,
) -> dict[str, Any]:
    kinds = indicator.evidence.kinds
    return {
        "id": f"files-{indicator.code}",
        "url": reverse("verification:upload", args=[application.pk, indicator.code]),
        "name": FIELD,
        "question": title,
        "accept": ",".join(_extensions(kinds)),
        "max_bytes": LARGEST_FILE,
        "camera": "photo" in kinds,
        "letter": "document" in kinds,
        "counts": counting_rule(indicator),
        "known": " ".join(_used_elsewhere(application, indicator.code)),
        "next_url": next_url,
        "fields": fields,
    }


def _extensions(kinds: tuple[str, ...]) -> list[str]:
    return [
        f".{ext}" for k in KINDS.values() if evidence_kind(k.code) in kinds for ext in k.extensions
    ]


def _used_elsewhere(application: Application, code: str) -> list[str]:
    """The digests of this application's files under other indicators: the same one is refused."""
    others = live_versions_of(application).exclude(item__indicator=code)
    return list(others.values_list("blob", flat=True))
