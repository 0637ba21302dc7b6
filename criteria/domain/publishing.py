"""Taking an instrument's file into the register, and publishing it for good."""

from django.utils import timezone

from criteria.domain.loader import load
from criteria.errors import InstrumentPublished
from criteria.models import Instrument
from record.domain.work import recorded


def register(*, actor: str, toml_text: str, name: str) -> Instrument:
    """Keep a file under its code and version; an unpublished one is replaced.

    A file that says the same as the one already kept changes nothing. Raises InstrumentError for
    a file with faults and InstrumentPublished for a change of a published instrument.
    """
    instrument = load(toml_text, name=name)
    with recorded(actor=actor) as work:
        row, created = Instrument.objects.select_for_update(no_key=True).get_or_create(
            code=instrument.code,
            version=instrument.version,
            defaults={
                "title": instrument.title.id,
                "toml": toml_text,
                "digest": instrument.digest,
            },
        )
        if not created and row.digest == instrument.digest:
            return row
        if row.published_at is not None:
            raise InstrumentPublished(code=row.code, version=row.version)
        row.title, row.toml, row.digest = instrument.title.id, toml_text, instrument.digest
        row.save()
        facts = {"code": row.code, "version": row.version, "digest": row.digest}
        work.event("instrument_registered", subject=f"instrument:{row.pk}", facts=facts)
    return row


def publish(*, actor: str, instrument: Instrument) -> Instrument:
    """Make a registered instrument final, so that a season can use it. Once is enough."""
    with recorded(actor=actor) as work:
        row = Instrument.objects.select_for_update(no_key=True).get(pk=instrument.pk)
        if row.published_at is None:
            row.published_at = timezone.now()
            row.save(update_fields=["published_at"])
            facts = {"code": row.code, "version": row.version, "digest": row.digest}
            work.event("instrument_published", subject=f"instrument:{row.pk}", facts=facts)
    return row
