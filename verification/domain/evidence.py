"""Evidence is handed in, replaced and removed; nothing is ever overwritten."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.errors import Refused
from award.models import Application
from directory.actors import Actor
from directory.models import Person
from record.canonical import Fact
from record.domain.blobs import register
from record.domain.work import Work, recorded
from verification.domain.fitting import require_fit
from verification.domain.intake import Arrived, Upload, first_look, take_in
from verification.domain.upload_rules import (
    require_in_time,
    require_indicator,
    require_open,
    require_unit,
)
from verification.enums import Purpose
from verification.models import Checking, EvidenceItem, EvidenceVersion
from verification.queries.evidence import live_versions_of, next_number
from verification.queries.receipts import RECEIVED, Receipt, receipt_of, subject_of

CHECK_JOB = "check_evidence"
CHECK_QUEUE = "forensics"


def receive(
    *,
    application_id: UUID | str,
    indicator: str,
    upload: Upload,
    by: Actor,
    replaces: UUID | str | None = None,
) -> Receipt:
    """Keep a file as evidence of one indicator and answer its receipt, once all is durable.

    `replaces` is the item whose next version this is; without it the file becomes a further
    item. The same bytes under the same indicator again are a success and change nothing.
    Raises NotAllowed for anyone but the unit's people, Refused with the reason otherwise, and
    the store's errors (record.errors.StoreError) with nothing kept.
    """
    _before_the_bytes(application_id, indicator, by, replaces, upload.begun_at)
    arrived = take_in(upload, first_look(upload))
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        item = _item(application, replaces)
        person = _allow(application, indicator, by, item, arrived.begun_at)
        known = _known(application, indicator, arrived)
        version = known
        if version is None:
            require_fit(application, indicator, arrived, further=item is None)
            further = item or _further(application, indicator)
            last = item.versions.order_by("-version").first() if item else None
            version = write_version(work, further, arrived, person, after=last)
    if known is not None:
        return replace(receipt_of(version), repeated=True)
    entry = next((each for each in work.entries if each.subject == subject_of(version)), None)
    return receipt_of(version, entry)


def remove(*, item_id: UUID | str, by: Actor) -> EvidenceItem:
    """Take a piece of evidence back: a tombstone, its bytes stay.

    Raises NotAllowed and Refused as `receive` does.
    """
    application_id = EvidenceItem.objects.values_list("application", flat=True).get(pk=item_id)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        item = EvidenceItem.objects.get(pk=item_id)
        now = timezone.now()
        item.removed_by = _allow(application, item.indicator, by, item, now)
        item.removed_at = now
        item.save(update_fields=["removed_at", "removed_by"])
        work.event(
            "evidence_removed",
            subject=f"application:{application.pk}",
            facts={"indicator": item.indicator, "item": item.pk, "number": item.number},
        )
    return item


def _before_the_bytes(
    application_id: UUID | str,
    indicator: str,
    by: Actor,
    replaces: UUID | str | None,
    begun_at: datetime,
) -> None:
    """Refuse early what would be refused anyway, so that nobody fills the store in vain."""
    rows = Application.objects.select_related("unit", "region", "season__instrument")
    application = rows.get(pk=application_id)
    _allow(application, indicator, by, _item(application, replaces), begun_at)


def _item(application: Application, replaces: UUID | str | None) -> EvidenceItem | None:
    if replaces is None:
        return None
    mine = EvidenceItem.objects.filter(application=application, purpose=Purpose.ASSESSMENT)
    item = mine.filter(pk=replaces).first()
    if item is None:
        raise Refused([_("Berkas yang hendak diganti tidak ada.")])
    return item


def _allow(
    application: Application,
    indicator: str,
    by: Actor,
    item: EvidenceItem | None,
    begun_at: datetime,
) -> Person:
    person = require_unit(application, by)
    require_indicator(application, indicator)
    if item is not None and (item.removed_at is not None or item.indicator != indicator):
        raise Refused([_("Berkas ini sudah dihapus. Muat ulang halaman.")])
    require_open(application, indicator, item)
    require_in_time(application, begun_at)
    return person


def _known(application: Application, indicator: str, arrived: Arrived) -> EvidenceVersion | None:
    """These bytes under this indicator already: a second click, or a repeated request."""
    mine = live_versions_of(application).select_related("uploaded_by")
    return mine.filter(item__indicator=indicator, blob=arrived.stored.sha256).first()


def _further(application: Application, indicator: str) -> EvidenceItem:
    number = next_number(application, indicator)
    return EvidenceItem.objects.create(application=application, indicator=indicator, number=number)


def write_version(
    work: Work,
    item: EvidenceItem,
    arrived: Arrived,
    person: Person,
    *,
    after: EvidenceVersion | None = None,
) -> EvidenceVersion:
    """Write the item's first version or that `after` another, order its checks, tell the ledger."""
    version = EvidenceVersion.objects.create(
        item=item,
        version=after.version + 1 if after else 1,
        blob=register(arrived.stored),
        size=arrived.stored.size,
        kind=arrived.kind.code,
        original_name=arrived.name,
        letter_number=arrived.letter.number,
        letter_date=arrived.letter.day,
        uploaded_by=person,
        begun_at=arrived.begun_at,
        received_at=max(timezone.now(), arrived.begun_at),
    )
    Checking.objects.create(version=version)
    work.job(CHECK_JOB, subject=str(version.pk), queue=CHECK_QUEUE)
    _enter(work, version)
    return version


def _enter(work: Work, version: EvidenceVersion) -> None:
    said: dict[str, Fact] = {}
    if version.letter_number:
        said["letter_number"] = work.commitment(version.letter_number)
    if version.letter_date:
        said["letter_date"] = version.letter_date.isoformat()
    work.event(
        RECEIVED,
        subject=subject_of(version),
        facts={
            **said,
            "application": version.item.application_id,
            "indicator": version.item.indicator,
            "item": version.item_id,
            "number": version.item.number,
            "version": version.version,
            "sha256": version.blob_id,
            "size": version.size,
            "kind": version.kind,
        },
    )
