"""The environment variables a test run starts from, unless the caller set others."""

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = "P2HAM_TEST_FOLDER"


def folder() -> Path:
    """A private folder for this run, shared with its xdist workers and gone after it."""
    if FOLDER not in os.environ:
        # Memory where there is some: SQLite's fsync is then free, and nothing is left on disk.
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        made = tempfile.mkdtemp(prefix="p2ham-test-", dir=base)
        os.environ[FOLDER] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[FOLDER])


def sqlite_file() -> str:
    """The test database's file; each xdist worker appends its own name."""
    return str(folder() / f"test-{_worker()}.sqlite3")


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def provide() -> None:
    """Set what is missing, so that a bare `pytest` runs on SQLite without any preparation."""
    here = folder()
    defaults = {
        "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 3,
        "DATABASE_URL": f"sqlite:///{here}/unused.sqlite3",
        "REDIS_URL": f"redis+socket://{here}/no-broker.sock?virtual_host=0",
        "EVIDENCE_STORE": f"file://{here}/evidence-main",
        "CHECKPOINT_KEY": base64.b64encode(b"only for the tests of this tree!").decode(),
        "EMAIL_URL": "memory:",
        "P2HAM_VAR": str(here / "var"),
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "INSECURE_HTTP": "true",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    if os.environ["EVIDENCE_STORE"] == defaults["EVIDENCE_STORE"]:
        # Not shared: where chance stands still, two processes would draw the same name.
        os.environ["EVIDENCE_STORE"] = f"file://{here}/evidence-{_worker()}"
    for name in (f"evidence-{_worker()}", "var/static"):
        (here / name).mkdir(parents=True, exist_ok=True)
