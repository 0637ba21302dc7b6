import os
import time
from pathlib import Path

import pytest

from workers import alive


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("P2HAM_VAR", str(tmp_path))
    return tmp_path


def test_a_process_that_showed_itself_is_alive() -> None:
    assert alive.main(["relay", "60"]) == 1
    alive.show("relay")
    assert alive.main(["relay", "60"]) == 0


def test_a_process_that_was_silent_for_too_long_is_not(folder: Path) -> None:
    alive.show("relay")
    long_ago = time.time() - 61
    os.utime(alive.file_of("relay"), (long_ago, long_ago))
    assert alive.main(["relay", "60"]) == 1


def test_a_web_server_that_does_not_answer_is_not() -> None:
    assert alive.main(["http://127.0.0.1:9/healthz"]) == 1
