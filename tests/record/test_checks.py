from pathlib import Path
from typing import Any

from django.core.checks import run_checks

from record.checks import TAG


def ids() -> list[str | None]:
    return [message.id for message in run_checks(tags=[TAG])]


def test_a_store_that_works(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    assert ids() == []


def test_a_store_that_cannot_be_written(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file")
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    assert ids() == ["record.E002"]


def test_a_url_that_names_no_store(settings: Any) -> None:
    settings.EVIDENCE_STORE = "ftp://somewhere"
    assert ids() == ["record.E001"]
