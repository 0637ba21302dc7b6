import subprocess
import sys

ASKED = """
import gc, sys
import config.wsgi
print("jury.pages.urls" in sys.modules, gc.get_freeze_count() > 50_000)
"""


def test_a_server_has_loaded_its_pages_and_keeps_them_from_collections() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"]
