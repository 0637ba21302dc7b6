"""What earlier versions wrote is understood by this one, on the database the tests run on."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from directory.actors import Actor
from tests.verification.evidence.world import checked, make_application, make_team, photo
from verification.domain.findings import raise_finding
from verification.enums import Severity
from verification.models import Finding
from workers.checks.duplicates import EXACT, VERSIONS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEFORE = [("verification", "0003_drawings")]
TABLE = "verification_finding"


@pytest.fixture(autouse=True)
def _all_of_it_afterwards() -> Iterator[None]:
    """Whatever a test took back is there again for the next one."""
    yield
    forward()


def back() -> None:
    MigrationExecutor(connection).migrate(BEFORE)


def forward() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def columns() -> set[str]:
    with connection.cursor() as cursor:
        return {c.name for c in connection.introspection.get_table_description(cursor, TABLE)}


def test_each_finding_learns_which_check_raised_it_and_stays_protected() -> None:
    application = make_application()
    team = make_team(application)
    one = checked(application, photo(1))
    checked(make_application(), photo(1))
    raise_finding(version_id=one.pk, text="?", severity=Severity.LOW, by=Actor(team.leader))
    told = set(Finding.objects.values_list("pk", "kind", "check_name", "check_version"))
    assert len(told) == 3

    back()
    assert columns().isdisjoint({"check_name", "check_version"})
    _assert_protected()
    forward()
    _assert_protected()

    now = set(Finding.objects.values_list("pk", "kind", "check_name", "check_version"))
    assert now == told
    assert {(name, number) for _, _, name, number in now} == {(EXACT, VERSIONS[EXACT]), ("", None)}


def _assert_protected() -> None:
    for statement in ("UPDATE {} SET kind = 'x'", "DELETE FROM {}"):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(TABLE))
