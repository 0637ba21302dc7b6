"""The data folder of an embedded installation: who has it, its secret, its logs."""

import base64
import fcntl
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

DATABASE = "p2ham.sqlite3"
LONGEST_LOG = 5 * 2**20  # bytes, then it is put aside at the next start


class InUse(Exception):
    """Another copy of the program works in this folder."""


class DataFolder:
    """Everything that outlives a stop lies below this folder, which is private to its owner."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        for sub in ("", "broker", "evidence", "log", "static"):
            (self.path / sub).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = os.open(self.path / "supervisor.lock", os.O_CREAT | os.O_RDWR, 0o600)

    def take(self) -> None:
        """Make it ours until this process ends, however it ends. Raises InUse."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            holder = os.pread(self._lock, 20, 0).decode().strip()
            raise InUse(holder) from held
        os.truncate(self._lock, 0)
        os.pwrite(self._lock, str(os.getpid()).encode(), 0)

    def secret_key(self) -> str:
        """The key that signs sessions: random, made once, readable by its owner alone."""
        return self._kept("secret-key", lambda: secrets.token_urlsafe(64))

    def checkpoint_key(self) -> str:
        """The private key that signs checkpoints and receipts, kept in the same way."""
        return self._kept(
            "checkpoint-key", lambda: base64.b64encode(secrets.token_bytes(32)).decode()
        )

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        file = self.path / name
        if not file.exists():
            made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w") as out:
                out.write(make())
        return file.read_text().strip()

    def log(self, name: str) -> Path:
        """Where the output of the child `name` goes."""
        file = self.path / "log" / f"{name}.log"
        if file.exists() and file.stat().st_size > LONGEST_LOG:
            file.replace(file.with_suffix(".old.log"))
        return file

    def prepared_for(self) -> str:
        """The digest of the program that last prepared this folder; empty when it has no data."""
        mark = self.path / "prepared"
        complete = mark.exists() and (self.path / DATABASE).exists()
        return mark.read_text() if complete else ""

    def note_prepared_for(self, digest: str) -> None:
        (self.path / "prepared").write_text(digest)

    @property
    def seeded(self) -> bool:
        """Whether the demo seasons are complete."""
        return (self.path / "seeded").exists()

    @property
    def seeding(self) -> bool:
        """Whether the demo seasons were begun and never completed."""
        return (self.path / "seeding").exists()

    def note_seeding(self) -> None:
        (self.path / "seeding").touch()

    def note_seeded(self) -> None:
        (self.path / "seeding").rename(self.path / "seeded")

    def forget(self) -> None:
        """Throw away seasons that are half made; nobody had an account in them yet."""
        for part in self.path.glob(f"{DATABASE}*"):
            part.unlink()
        for folder in ("broker", "evidence"):
            shutil.rmtree(self.path / folder)
            (self.path / folder).mkdir(mode=0o700)
        (self.path / "seeding").unlink()

    @property
    def accounts(self) -> Path:
        """The demo's accounts with their passwords, written by the seed."""
        return self.path / "accounts.txt"
