"""After an upgrade files are looked at again, once, and only those that still matter."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from award.enums import SeasonState, State
from award.models import Season
from directory.actors import Actor
from tests.verification.evidence.newer import newer_version
from tests.verification.evidence.world import (
    checked,
    head_of,
    make_application,
    photo,
    put_in,
    run_check,
)
from verification.domain.evidence import remove
from verification.domain.rechecking import behind, recheck
from verification.enums import CheckState
from verification.models import Checking
from workers.checks.catalogue import registered
from workers.checks.examine import INNER

pytestmark = pytest.mark.django_db
NOW = {check.name: check.version for check in registered() if check.name not in INNER}
NEWER = NOW | {"exact_duplicate": NOW["exact_duplicate"] + 1}


def test_a_file_that_every_check_has_seen_is_left_alone() -> None:
    checked(make_application(), photo(1))
    assert not behind(NOW).exists()
    assert recheck(NOW, 10) == 0


def test_a_newer_check_looks_at_it_once() -> None:
    version = checked(make_application(), photo(1))
    checked(make_application(), photo(1))
    assert behind(NEWER).count() == 2
    assert recheck(NEWER, 1) == 1
    assert recheck(NEWER, 10) == 1
    assert recheck(NEWER, 10) == 0  # both wait for a worker
    with newer_version():
        run_check(version)
    assert behind(NEWER).count() == 0
    assert version.findings.filter(check_version=NEWER["exact_duplicate"]).count() == 1


def test_a_check_that_is_new_looks_at_every_file() -> None:
    checked(make_application(), photo(1))
    assert behind(NOW | {"brand_new": 1}).count() == 1


def test_what_nobody_waits_for_is_left_alone() -> None:
    application = make_application()
    removed, waived, sealed, shown = (checked(application, photo(seed)) for seed in range(2, 6))
    remove(item_id=removed.item_id, by=Actor(head_of(application)))
    Checking.objects.filter(pk=waived.pk).update(
        state=CheckState.WAIVED, waived_by=head_of(application), waive_reason="x"
    )
    Checking.objects.filter(pk=sealed.pk).update(sealed=True)
    assert [checking.pk for checking in behind(NEWER)] == [shown.pk]
    Season.objects.update(state=SeasonState.DECIDED)
    put_in(application, State.NOT_AWARDED)
    assert not behind(NEWER).exists()


def test_the_command_counts_and_puts_back_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    version = checked(make_application(), photo(1))
    upgraded = [replace(c, version=NEWER.get(c.name, c.version)) for c in registered()]
    command = "verification.management.commands.recheck_evidence.registered"
    monkeypatch.setattr(command, lambda: upgraded)

    def said(*options: str) -> str:
        out = StringIO()
        call_command("recheck_evidence", *options, stdout=out)
        return out.getvalue()

    assert "1 files have not been looked at" in said()
    assert Checking.objects.get(pk=version.pk).run == 1
    assert "1 put back" in said("--go")
    assert Checking.objects.get(pk=version.pk).run == 2
    assert "0 put back" in said("--go")
