"""Every question a check may ask, and every check, has a name that people read."""

from verification.pages.file_words import CHECKS
from verification.pages.findings_rows import KINDS
from workers.checks.catalogue import registered
from workers.checks.explanations import known_findings

# Another wording of a kind that is there without it, for a pair whose pixels were compared.
WORDING = "proven_"
# What gives something to the application and asks nobody anything.
SILENT = {"fingerprint", "preview", "text", "points"}


def test_every_known_finding_has_a_title() -> None:
    kinds = {kind for kind in known_findings() if not kind.startswith(WORDING)}
    assert kinds - set(KINDS) == set()


def test_every_other_wording_is_of_a_kind_with_a_title() -> None:
    worded = {kind.removeprefix(WORDING) for kind in known_findings() if kind.startswith(WORDING)}
    assert worded - set(KINDS) == set()


def test_every_check_that_asks_has_a_name() -> None:
    assert {check.name for check in registered()} - SILENT - set(CHECKS) == set()
