"""`make demo`: the whole installation under one process, on this machine alone.

P2HAM_PORT chooses the port (8000), P2HAM_VAR the data folder (var).
"""

import os
import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path

from workers.supervisor.crew import HOST, ROOT, Place
from workers.supervisor.folder import DataFolder, InUse
from workers.supervisor.supervisor import Failed, Stopped, Supervisor


def _say(words: str) -> None:
    print(words, flush=True)


def _port() -> int:
    given = os.environ.get("P2HAM_PORT", "8000")
    if not (given.isdigit() and 1024 <= int(given) <= 65535):
        sys.exit(f"P2HAM_PORT is {given!r}; give a number from 1024 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(given)))
        except OSError:
            sys.exit(f"Port {given} is in use. Choose another one: P2HAM_PORT=8001 make demo")
    return int(given)


def _folder() -> DataFolder:
    path = Path(os.environ.get("P2HAM_VAR") or ROOT / "var")
    try:
        folder = DataFolder(path)
        folder.take()
    except InUse as held:
        sys.exit(
            f"A copy is running in {path} already (process {held}). Stop it first, or choose"
            " another data folder: P2HAM_VAR=/folder P2HAM_PORT=8001 make demo"
        )
    except OSError as why:
        sys.exit(f"The data folder {path} cannot be used: {why}")
    return folder


def _runtime_folder() -> Path:
    """A fresh private folder with a short path: the broker's socket may have 107 bytes."""
    usual = os.environ.get("XDG_RUNTIME_DIR", "")
    short = len(usual) < 60 and os.access(usual, os.W_OK)
    return Path(tempfile.mkdtemp(prefix="p2ham-", dir=usual if short else "/tmp"))  # noqa: S108


def _greet(place: Place, seconds: float) -> None:
    if place.folder.accounts.exists():
        _say(place.folder.accounts.read_text().rstrip())
    _say(
        f"\nReady after {seconds:.1f} s: {place.address}\n"
        f"Accounts: {place.folder.accounts}   Mail and logs: {place.folder.path}/log\n"
        "Ctrl-C stops everything in order."
    )


def main() -> int:
    """Run until told to stop; return the exit code."""
    began = time.monotonic()
    os.umask(0o077)
    folder = _folder()  # first: a second copy is told about the folder, not about the port
    port = _port()
    home = _runtime_folder()
    place = Place(folder, home / "broker.sock", port)
    supervisor = Supervisor(place, _say)
    supervisor.listen()
    code = 0
    try:
        _say(f"Starting in {folder.path} …")
        supervisor.start()
        _greet(place, time.monotonic() - began)
        supervisor.run()
    except Stopped:
        pass
    except Failed as why:
        print(why, file=sys.stderr)
        code = 1
    _say("Stopping …")
    supervisor.stop()
    shutil.rmtree(home, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
