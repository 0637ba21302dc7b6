"""A wrong environment is refused at once, by name, with what to write instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import Misconfigured, read

GOOD = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "DATABASE_URL": "postgresql://p2ham:secret@db/p2ham",
    "REDIS_URL": "redis://:secret@broker:6379/0",
    "EVIDENCE_STORE": "s3://evidence?endpoint=https://store.example",
    "PUBLIC_URL": "https://p2ham.example",
    "ALLOWED_HOSTS": "p2ham.example",
    "INSECURE_HTTP": "false",
}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def refusal() -> str:
    with pytest.raises(Misconfigured) as refused:
        read()
    return str(refused.value)


def test_a_servers_environment_is_read() -> None:
    assert read().allowed_hosts == "p2ham.example"


@pytest.mark.parametrize(
    ("name", "value", "because"),
    [
        ("SECRET_KEY", "short", "at least 50 characters"),
        ("SECRET_KEY", "a" * 60, "is not random"),
        ("DATABASE_URL", "mysql://db/p2ham", "must begin with one of sqlite, postgres"),
        ("DATABASE_URL", "postgresql://db", "names no database"),
        ("DATABASE_URL", "sqlite:////no/such/folder/db", "folder that does not exist"),
        ("REDIS_URL", "amqp://broker", "must begin with one of redis"),
        ("REDIS_URL", "redis://", "names no host"),
        ("REDIS_URL", "redis+socket:///" + "x" * 108, "over 107 bytes"),
        ("EVIDENCE_STORE", "/srv/evidence", "must begin with one of file, s3"),
        ("EVIDENCE_STORE", "file://srv/evidence", "absolute path"),
        ("EVIDENCE_STORE", "s3://", "names no bucket"),
        ("CLAMD_URL", "clamd:3310", "must begin with one of tcp, unix"),
        ("CLAMD_URL", "tcp://clamd", "a host and a port"),
        ("EMAIL_URL", "mail.example", "must begin with one of console"),
        ("EMAIL_URL", "smtp://", "names no host"),
        ("ALLOWED_HOSTS", "*", "must name each host"),
        ("ALLOWED_HOSTS", "other.example", "must contain the host of PUBLIC_URL"),
        ("PUBLIC_URL", "http://p2ham.example", "must begin with https://"),
        ("INSECURE_HTTP", "true", "is for this machine alone"),
        ("TRUSTED_PROXIES", "many", "valid integer"),
        ("TRUSTED_PROXIES", "-1", "greater than or equal to 0"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, because: str
) -> None:
    monkeypatch.setenv(name, value)
    told = refusal()
    assert name in told
    assert because in told


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EVIDENCE_STORE"])
def test_a_missing_value_is_refused_with_what_to_give(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(name)
    assert f"{name}: is missing. Give " in refusal()


def test_all_faults_are_told_at_once_and_no_value_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/p2ham")
    monkeypatch.setenv("REDIS_URL", "amqp://guest:hunter2@broker")
    told = refusal()
    assert "DATABASE_URL" in told
    assert "REDIS_URL" in told
    assert "hunter2" not in told


@pytest.mark.parametrize(
    ("url", "client"),
    [
        ("redis://:pw@broker:6379/2", "redis://:pw@broker:6379/2"),
        ("redis+socket:///run/p2ham/s?virtual_host=3", "unix:///run/p2ham/s?db=3"),
    ],
)
def test_the_brokers_address_is_told_in_redis_pys_words_too(
    monkeypatch: pytest.MonkeyPatch, url: str, client: str
) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    assert read().redis_client_url == client


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-c", "import config.wsgi"]])
def test_a_process_ends_with_the_message_and_no_traceback(command: list[str]) -> None:
    env = {k: v for k, v in os.environ.items() if k not in GOOD}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    ran = subprocess.run(
        [sys.executable, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("P2HAM does not start: 4 setting(s) are wrong.")
    assert "Traceback" not in ran.stderr
