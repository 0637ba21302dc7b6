"""An instrument is taken in, corrected, published, and then never changes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from criteria.domain.loader import InstrumentError
from criteria.domain.publishing import publish, register
from criteria.errors import InstrumentPublished
from criteria.models import Instrument
from criteria.queries.instruments import published
from record.models import LedgerEntry
from record.rules import SYSTEM
from tests.criteria.documents import Document, loaded, small, toml

pytestmark = pytest.mark.django_db(transaction=True)


def taken_in(document: Document) -> Instrument:
    return register(actor=SYSTEM, toml_text=toml(document), name="small.toml")


def changed(title: str = "lain") -> Document:
    document = small()
    document["title"] = {"id": title, "en": title}
    return document


def events() -> list[str]:
    return list(LedgerEntry.objects.order_by("seq").values_list("kind", flat=True))


def test_first_time() -> None:
    row = taken_in(small())
    assert (row.code, row.version, row.title) == ("small", "1", "kecil")
    assert row.digest == loaded(small()).digest
    assert row.published_at is None
    assert events() == ["instrument_registered"]
    assert not published().exists()


def test_same_file_again_changes_nothing() -> None:
    first = taken_in(small())
    second = register(actor=SYSTEM, toml_text="# note\n" + toml(small()), name="small.toml")
    assert second.pk == first.pk
    assert Instrument.objects.get().toml == toml(small())
    assert events() == ["instrument_registered"]


def test_unpublished_one_may_be_corrected() -> None:
    first = taken_in(small())
    second = taken_in(changed())
    assert second.pk == first.pk
    assert Instrument.objects.get().title == "lain"
    assert events() == ["instrument_registered"] * 2


def test_published_one_is_refused() -> None:
    row = publish(actor=SYSTEM, instrument=taken_in(small()))
    with pytest.raises(InstrumentPublished, match="small versi 1 sudah diterbitkan"):
        taken_in(changed())
    assert taken_in(small()).pk == row.pk
    assert Instrument.objects.get().title == "kecil"
    assert events() == ["instrument_registered", "instrument_published"]


def test_new_version_stands_beside_the_old() -> None:
    publish(actor=SYSTEM, instrument=taken_in(small()))
    taken_in({**changed(), "version": "2"})
    assert Instrument.objects.count() == 2


def test_publishing_twice_is_once() -> None:
    row = publish(actor=SYSTEM, instrument=taken_in(small()))
    again = publish(actor=SYSTEM, instrument=row)
    assert again.published_at == row.published_at
    assert events() == ["instrument_registered", "instrument_published"]
    assert list(published()) == [row]


def test_ledger_names_the_digest() -> None:
    row = publish(actor=SYSTEM, instrument=taken_in(small()))
    assert row.digest in LedgerEntry.objects.get(kind="instrument_published").body


def test_faulty_file_is_not_kept() -> None:
    with pytest.raises(InstrumentError):
        taken_in({**small(), "schema": 9})
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    "change", [{"toml": "x"}, {"title": "x"}, {"published_at": None}, {"published_at": "now"}]
)
def test_database_refuses_a_change(change: dict[str, object]) -> None:
    publish(actor=SYSTEM, instrument=taken_in(small()))
    if change == {"published_at": "now"}:
        change = {"published_at": timezone.now()}
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Instrument.objects.update(**change)
    assert Instrument.objects.get().title == "kecil"


def test_database_refuses_deletion() -> None:
    publish(actor=SYSTEM, instrument=taken_in(small()))
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Instrument.objects.all().delete()
    assert Instrument.objects.count() == 1


def test_database_lets_a_draft_go() -> None:
    taken_in(small())
    Instrument.objects.update(title="x")
    Instrument.objects.all().delete()
    assert not Instrument.objects.exists()
