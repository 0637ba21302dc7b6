"""A newer version of a check, as an upgrade of the project brings it, looking at a file again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from directory.actors import CLOCK
from record.domain.work import recorded
from tests.verification.evidence.world import run_check
from verification.domain.waiving import run_again
from verification.models import Checking, EvidenceVersion
from workers.checks import duplicates
from workers.checks.duplicates import EXACT, NEAR, VERSIONS


@contextmanager
def newer_version(check: str = EXACT, by: int = 1) -> Iterator[int]:
    """The check with a higher version number for the body."""
    assert check in {EXACT, NEAR}
    with pytest.MonkeyPatch.context() as patch:
        number = VERSIONS[check] + by
        patch.setitem(duplicates.VERSIONS, check, number)
        yield number


@contextmanager
def newer_and_silent(check: str = EXACT) -> Iterator[None]:
    """A newer version that finds nothing any more."""
    with newer_version(check), pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "matches", lambda *_: iter(()))
        yield


def put_back(version: EvidenceVersion) -> None:
    """The file waits for its checks again."""
    checking = Checking.objects.select_related("version__item__application").get(pk=version.pk)
    with recorded(actor=CLOCK.ledger) as work:
        run_again(work, checking.version.item.application, checking)


def check_again(version: EvidenceVersion) -> None:
    """Have a file checked once more, whatever its state."""
    put_back(version)
    run_check(version)
