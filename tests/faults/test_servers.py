"""The commands and the environment of compose.yaml, as plain processes on PostgreSQL and S3."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from django.db import connection
from moto.server import ThreadedMotoServer

from record.domain import queue
from record.enums import JobState
from record.models import Job
from tests.config.test_compose import GIVEN
from tests.support import compose
from tests.support.ports import free_port
from tests.support.processes import Process, database_url
from tests.support.waiting import until
from workers.supervisor.broker import command as embedded

pytestmark = [pytest.mark.postgresql, pytest.mark.slow, pytest.mark.timeout(180)]
BIN = Path(sys.executable).parent


@pytest.fixture
def object_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server with the bucket that the service `bucket` makes."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "p2ham")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", GIVEN["STORE_PASSWORD"])
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
    client.create_bucket(Bucket="evidence", ObjectLockEnabledForBucket=True)
    yield address
    server.stop()


class Server:
    """The services of compose.yaml on this machine, with its host names put to loopback."""

    def __init__(self, folder: Path, object_store: str) -> None:
        self.folder = folder
        self.services = compose.services(GIVEN)
        self.started: list[Process] = []
        self.redis_port, self.web_port = free_port(), free_port()
        self.replaced = {
            "redis:6379": f"127.0.0.1:{self.redis_port}",
            "http://store:9000": object_store,
            "0.0.0.0": "127.0.0.1",  # noqa: S104
            "8000": str(self.web_port),
        }

    def local(self, text: str) -> str:
        for there, here in self.replaced.items():
            text = text.replace(there, here)
        return text

    def environment(self, name: str) -> dict[str, str]:
        own = {k: self.local(str(v)) for k, v in self.services[name]["environment"].items()}
        # No clamd is installed here, and the database is the test's own.
        address = urlsplit(own["DATABASE_URL"])
        owner = address.username == "p2ham"
        role = {} if owner else {"role": str(address.username), "password": str(address.password)}
        own |= {
            "DATABASE_URL": database_url(**role),
            "CLAMD_URL": "",
            "P2HAM_VAR": str(self.folder),
        }
        keep = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOSTNAME": socket.gethostname()}
        return {**keep, "DJANGO_SETTINGS_MODULE": "config.settings", **own}

    def start(self, name: str) -> Process:
        words = self.services[name].get("command") or image_command()
        process = Process(
            [str(BIN / words[0]), *map(self.local, words[1:])],
            self.environment(name),
            self.folder / f"{name}.log",
        )
        self.started.append(process)
        return process

    def broker(self) -> None:
        binary = embedded(self.folder / "s", data=self.folder)[0]
        options = self.services["redis"]["command"][1:]
        where = ["--port", str(self.redis_port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        log = self.folder / "redis.log"
        self.started.append(Process([binary, *options, *where], dict(os.environ), log))

    def healthy(self, name: str) -> bool:
        test = self.services[name].get("healthcheck", {}).get("test") or image_health_check()
        words = [self.local(word).replace("$$", "$") for word in test[1:]]
        command = ["sh", "-c", words[0]] if test[0] == "CMD-SHELL" else words
        ran = subprocess.run(
            command, env=self.environment(name), cwd=compose.FILE.parent, check=False
        )
        return ran.returncode == 0


def image_lines(word: str) -> list[Any]:
    """The JSON array behind a word of the Dockerfile, the last one that is not indented."""
    text = (compose.FILE.parent / "Dockerfile").read_text().replace("\\\n", " ")
    line = next(line for line in text.splitlines() if line.startswith(word))
    read: list[Any] = json.loads(line[line.index("[") :])
    return read


def image_command() -> list[str]:
    return image_lines("CMD")


def image_health_check() -> list[str]:
    return ["CMD", *image_lines("HEALTHCHECK")]


@pytest.fixture
def server(tmp_path: Path, transactional_db: None, object_store: str) -> Iterator[Server]:
    made = Server(tmp_path, object_store)
    yield made
    for process in reversed(made.started):
        process.kill()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'p2ham_app'")
        if cursor.fetchone():
            cursor.execute("DROP OWNED BY p2ham_app; DROP ROLE p2ham_app")


def test_the_services_run_and_do_a_job(server: Server) -> None:
    server.broker()
    prepared = server.start("prepare")
    until(lambda: prepared.popen.poll() is not None, seconds=60, what="prepare to end")
    assert prepared.popen.returncode == 0, prepared.log.read_text()
    names = ["web", "relay", "worker-default", "worker-forensics", "worker-long", "beat"]
    for name in names:
        server.start(name)
    queue.insert(kind="canary", subjects=["test"], version="1", queue="default")
    until(
        lambda: Job.objects.get(subject="test").state == JobState.DONE, seconds=60, what="job done"
    )
    for name in names:
        until(partial(server.healthy, name), seconds=60, what=f"{name} healthy", step=1)
    assert {"p2ham_app"} == {
        urlsplit(server.environment(n)["DATABASE_URL"]).username for n in names
    }
    assert urlsplit(server.local("http://redis:6379")).hostname == "127.0.0.1"


def test_a_wrong_setting_stops_each_of_them_with_its_name(server: Server) -> None:
    server.replaced["redis://"] = "http://"
    for name in ("prepare", "web", "relay", "worker-default", "beat"):
        refused = server.start(name)
        until(refused.popen.poll, seconds=60, what=f"{name} to end")
        assert "REDIS_URL: must begin with one of redis" in refused.log.read_text()
