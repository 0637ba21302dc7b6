"""What an embedded installation consists of: its environment and its processes."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from workers.supervisor import broker
from workers.supervisor.child import Child
from workers.supervisor.folder import DATABASE, DataFolder

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"  # the demo listens on loopback only


@dataclass(frozen=True)
class Place:
    """Where this installation lives: data, the broker's socket, the web server's port."""

    folder: DataFolder
    socket: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"


def environment(place: Place) -> dict[str, str]:
    """The variables of every child; stores, broker, database and mail are never the shell's."""
    var = place.folder.path
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "SECRET_KEY": place.folder.secret_key(),
        "CHECKPOINT_KEY": place.folder.checkpoint_key(),
        "CHECKPOINT_MAILS": "",
        "CHECKPOINT_STORE": "",
        "DATABASE_URL": f"sqlite:///{var}/{DATABASE}",
        "REDIS_URL": broker.url(place.socket),
        "EVIDENCE_STORE": f"file://{var}/evidence",
        "EMAIL_URL": "console:",
        "PUBLIC_URL": place.address.rstrip("/"),
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "TRUSTED_PROXIES": "0",
        "P2HAM_VAR": str(var),
        "INSECURE_HTTP": "true",
        "DEMO": "true",
        "SOFT_SHUTDOWN_SECONDS": "10",
        "REMAP_SIGTERM": "SIGQUIT",
        # Fewer arenas for glibc's malloc: the difference is tens of megabytes a process.
        "MALLOC_ARENA_MAX": "2",
        # Products of small matrices: more threads wait for each other and cost four times as much.
        "OPENBLAS_NUM_THREADS": "1",
    }


def _python(*words: str) -> list[str]:
    return [sys.executable, *words]


def once(command: str, place: Place, env: dict[str, str]) -> Child:
    """A management command that runs to its end before the next part starts."""
    words = _python(str(ROOT / "manage.py"), command)
    return Child(command, words, env, place.folder.log(command))


def crew(place: Place, env: dict[str, str]) -> list[Child]:
    """The processes in the order in which they start; they stop in the opposite one."""
    worker = "-m celery -A workers.app worker -B -Q default,mail,forensics,long -c 1 -l warning"
    quiet = "--without-gossip --without-mingle --without-heartbeat"
    web = f"-m granian --interface wsgi --host {HOST} --port {place.port} --workers 1"
    threads = "--blocking-threads 4 --no-ws --log-level warning config.wsgi:application"
    log = place.folder.log
    return [
        Child(
            "broker",
            broker.command(place.socket, data=place.folder.path / "broker"),
            env, log("broker"),
        ),
        Child("worker", _python(*worker.split(), *quiet.split()), env, log("worker"), 30),
        Child("relay", _python(str(ROOT / "manage.py"), "relay"), env, log("relay")),
        Child("web", _python(*web.split(), *threads.split()), env, log("web"), 20),
    ]  # fmt: skip
