"""A scanner that was away does not leave work behind for people."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from directory.actors import Actor
from record.models import Job
from tests.verification.evidence.clamd import clamd_that_knows
from tests.verification.evidence.world import (
    checked,
    make_application,
    make_team,
    photo,
    run_check,
)
from verification.domain.rescan import rescan
from verification.domain.waiving import waive
from verification.enums import CheckState
from verification.models import Checking

pytestmark = pytest.mark.django_db
AWAY = "tcp://127.0.0.1:1"


def an_hour_later() -> None:
    Checking.objects.update(finished_at=timezone.now() - timedelta(hours=1))


def test_once_the_scanner_is_back_the_files_are_checked_again(
    tmp_path: Path, settings: Any
) -> None:
    settings.CLAMD_URL = AWAY
    version = checked(make_application(), photo(1))
    damaged = checked(make_application(), photo(2)[:9000])
    an_hour_later()
    assert rescan() == 0
    with clamd_that_knows(b"jahat", tmp_path) as url:
        settings.CLAMD_URL = url
        assert rescan() == 1
        assert rescan() == 0
        run_check(version)
    checking = Checking.objects.get(pk=version.pk)
    assert (checking.state, checking.scanned, checking.run) == (CheckState.DONE, True, 2)
    assert Checking.objects.get(pk=damaged.pk).run == 1


def test_a_file_that_failed_just_now_waits_a_little(tmp_path: Path, settings: Any) -> None:
    settings.CLAMD_URL = AWAY
    checked(make_application(), photo(1))
    with clamd_that_knows(b"jahat", tmp_path) as url:
        settings.CLAMD_URL = url
        assert rescan() == 0


def test_a_file_that_was_set_aside_is_left_alone(tmp_path: Path, settings: Any) -> None:
    settings.CLAMD_URL = AWAY
    application = make_application()
    version = checked(application, photo(1))
    leader = make_team(application).leader
    waive(version_id=version.pk, reason="Dilihat di tempat.", by=Actor(leader))
    an_hour_later()
    with clamd_that_knows(b"jahat", tmp_path) as url:
        settings.CLAMD_URL = url
        assert rescan() == 0
    assert Job.objects.filter(kind="check_evidence").count() == 1
