"""What each process of an installation carries around: megabytes it never uses are left out."""

import subprocess
import sys

import pytest

from tests.support.processes import ROOT

LOAD = """
import sys, django
django.setup()
__import__(sys.argv[1])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    ("process", "heavy"),
    [
        ("workers.relay", {"cv2", "faiss", "numpy", "pypdfium2"}),
        ("config.urls", {"cv2", "faiss", "scipy", "pypdfium2"}),
    ],
    ids=["relay", "web"],
)
def test_a_process_does_not_load_what_others_need(process: str, heavy: set[str]) -> None:
    command = [sys.executable, "-c", LOAD, process]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(ran.stdout.split())
    assert "django" in loaded
    assert not loaded & heavy


def test_the_worker_does_load_them() -> None:
    """Else the names above are wrong and prove nothing."""
    command = [sys.executable, "-c", LOAD, "workers.tasks"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert {"cv2", "faiss", "numpy", "pypdfium2"} <= set(ran.stdout.split())
