"""Two workers with a newer version of a check at once, on two connections of PostgreSQL."""

from collections.abc import Callable

import pytest
from django.db import connection

from tests.record.support import run_together
from tests.support.racing import second_waits
from tests.verification.evidence.newer import newer_version, put_back
from tests.verification.evidence.world import checked, make_application, photo, run_check
from verification.models import EvidenceVersion, Finding

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def waiting_twins() -> list[EvidenceVersion]:
    """The same photograph of three units, looked at once and put back for a newer version."""
    versions = [checked(make_application(), photo(1)) for _ in range(3)]
    for version in versions:
        put_back(version)
    return versions


def written(number: int) -> list[tuple[object, object]]:
    rows = Finding.objects.filter(check_version=number)
    return sorted(rows.values_list("version", "other"), key=str)


def every_pair_once(versions: list[EvidenceVersion]) -> list[tuple[object, object]]:
    return sorted(((a.pk, b.pk) for a in versions for b in versions if a != b), key=str)


def test_workers_that_look_at_all_files_of_a_group_at_once_write_each_pair_once() -> None:
    versions = waiting_twins()
    faults: list[Exception] = []

    def worker(version: EvidenceVersion) -> Callable[[], None]:
        def run() -> None:
            try:
                run_check(version)
            except Exception as fault:  # noqa: BLE001 looked at by the test
                faults.append(fault)
            finally:
                connection.close()

        return run

    with newer_version() as number:
        run_together([worker(version) for version in versions])
    assert faults == []
    assert written(number) == every_pair_once(versions)
    assert written(number - 1) == every_pair_once(versions), "what was found before stays"


def test_the_second_waits_for_the_first_and_sees_what_it_wrote() -> None:
    one, two, _ = waiting_twins()
    with newer_version() as number:
        assert second_waits(lambda: run_check(one), lambda: run_check(two)) is None
    pair = Finding.objects.filter(version__in=[one, two], other__in=[one, two])
    assert pair.filter(check_version=number).count() == 2
