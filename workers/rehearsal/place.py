"""A place of a rehearsal's own: its folder, its database, its environment; and what it refuses."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.db import DatabaseError, connections
from django.db.utils import ConnectionHandler

from workers.rehearsal import clock
from workers.rehearsal.planning.course import PREPARED
from workers.supervisor.crew import Place as Installation
from workers.supervisor.crew import environment
from workers.supervisor.folder import DataFolder

SCHEMES = ("sqlite", "postgres", "postgresql")
LOOPBACK_PORT = 8000  # nobody listens there: it only stands in the addresses of the documents
REMOVAL_SECONDS = 10


class CannotBegin(Exception):
    """What was asked for cannot be rehearsed here; the message says why."""


@dataclass(frozen=True)
class OwnPlace:
    """The data folder, the broker's socket in a folder with a short path, the environment."""

    folder: DataFolder
    socket: Path
    env: dict[str, str]


@contextmanager
def own_place(*, database: str, keep: Path | None) -> Iterator[OwnPlace]:
    """Make a place and remove it afterwards, unless it is to be kept in an empty folder.

    `database` is an address of an empty database, or empty for SQLite in the folder. Raises
    CannotBegin.
    """
    home = Path(tempfile.mkdtemp(prefix="p2ham-gladi-"))
    try:
        folder = _folder(keep or home / "var")
        clock.make(folder.path, PREPARED)
        socket = home / "broker.sock"
        env = environment(Installation(folder, socket, LOOPBACK_PORT))
        if database:
            _require_empty(database)
            env["DATABASE_URL"] = database
        yield OwnPlace(folder, socket, env)
    finally:
        _remove(home)


def _remove(home: Path) -> None:
    """A part that was killed leaves children behind, which may write until they notice."""
    deadline = time.monotonic() + REMOVAL_SECONDS
    while home.exists() and time.monotonic() < deadline:
        shutil.rmtree(home, ignore_errors=True)
        time.sleep(0.05)


def _folder(path: Path) -> DataFolder:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CannotBegin(f"{path} is not an empty folder; a rehearsal takes none that has data")
    try:
        return DataFolder(path)
    except OSError as why:
        raise CannotBegin(f"{path} cannot be used: {why}") from why


def _require_empty(url: str) -> None:
    """Raise CannotBegin for the installation's own database, or one with anything in it."""
    if urlsplit(url).scheme not in SCHEMES:
        raise CannotBegin(f"--database must begin with one of {', '.join(SCHEMES)}")
    try:
        given = dj_database_url.parse(url)
    except ValueError as why:
        raise CannotBegin(f"--database: {why}") from why
    shown = urlsplit(url)._replace(netloc=urlsplit(url).hostname or "").geturl()
    if _is_ours(dict(given)):
        raise CannotBegin(f"{shown} is the installation's own database; give an empty one")
    other = ConnectionHandler({"default": dict(given)})["default"]
    try:
        tables = other.introspection.table_names()
    except DatabaseError as why:
        raise CannotBegin(f"{shown} cannot be opened: {str(why).strip()}") from why
    finally:
        other.close()
    if tables:
        raise CannotBegin(
            f"{shown} has {len(tables)} tables in it; a rehearsal takes an empty database"
        )


def _is_ours(given: dict[str, object]) -> bool:
    ours = connections["default"].settings_dict
    names = ("ENGINE", "NAME", "HOST", "PORT")
    return all(str(given.get(name) or "") == str(ours.get(name) or "") for name in names)
