from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from record.models import Blob, LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    Blob.objects.create(sha256="a" * 64, size=1)
    LedgerEntry.objects.create(
        seq=1, prev_hash="0" * 64, hash="1" * 64, body="{}", at=timezone.now()
    )


@pytest.mark.parametrize("model", [Blob, LedgerEntry])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
@pytest.mark.usefixtures("rows")
def test_the_database_refuses_change_and_deletion(
    model: type[models.Model], statement: str
) -> None:
    table = model._meta.db_table
    assert model._meta.pk is not None
    column = model._meta.pk.column
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, column, column))
    assert model._default_manager.count() == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("model", [Blob, LedgerEntry])
@pytest.mark.usefixtures("rows")
def test_postgresql_refuses_to_empty_the_table(model: type[models.Model]) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert model._default_manager.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_triggers_can_be_taken_back_and_made_again() -> None:
    operation = import_module("record.migrations.0002_append_only").Migration.operations[1]
    with connection.schema_editor() as editor:
        operation.database_backwards("record", editor, None, None)
    Blob.objects.create(sha256="a" * 64, size=1)
    Blob.objects.all().delete()
    with connection.schema_editor() as editor:
        operation.database_forwards("record", editor, None, None)
    Blob.objects.create(sha256="a" * 64, size=1)
    with pytest.raises(IntegrityError, match="append-only"):
        Blob.objects.all().delete()
