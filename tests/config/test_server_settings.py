"""What the settings are with a server's environment; read in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.config.test_environment import GOOD, ROOT

SHOW = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def ran(tmp_path: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    # The browser's fixture sets what the deploy check rightly refuses, workers.app what is theirs.
    ours = {"DJANGO_ALLOW_ASYNC_UNSAFE", "CONN_MAX_AGE"}
    outside = {k: v for k, v in os.environ.items() if k not in ours}
    env = {
        **outside, **GOOD, "EVIDENCE_STORE": f"file://{tmp_path}", "P2HAM_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings", **more,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )


def settings(tmp_path: Path, *names: str, **more: str) -> dict[str, Any]:
    done = ran(tmp_path, "-c", SHOW, *names, **more)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_the_deploy_check_finds_nothing(tmp_path: Path) -> None:
    done = ran(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    cookies = [
        f"{c}_COOKIE_{w}" for c in ("SESSION", "CSRF", "LANGUAGE") for w in ("NAME", "SECURE")
    ]
    other = [
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SECURE_PROXY_SSL_HEADER",
        "DEBUG",
        "DATABASES",
    ]
    return settings(tmp_path_factory.mktemp("server"), *cookies, *other)


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF", "LANGUAGE"])
def test_cookies_are_bound_to_host_and_tls(server: dict[str, Any], cookie: str) -> None:
    assert server[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert server[f"{cookie}_COOKIE_SECURE"] is True


def test_transport_is_secured_for_two_years(server: dict[str, Any]) -> None:
    assert server["SECURE_HSTS_SECONDS"] == 2 * 365 * 24 * 3600
    assert server["SECURE_SSL_REDIRECT"] is True
    assert server["DEBUG"] is False


def test_the_proxys_word_on_tls_counts_only_where_there_is_one(
    server: dict[str, Any], tmp_path: Path
) -> None:
    name = "SECURE_PROXY_SSL_HEADER"
    assert server[name] is None
    behind = settings(tmp_path, name, TRUSTED_PROXIES="1")[name]
    assert behind == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_postgresql_statements_have_an_end(server: dict[str, Any]) -> None:
    default = server["DATABASES"]["default"]
    assert "statement_timeout=30s" in default["OPTIONS"]["options"]
    assert "jit=off" in default["OPTIONS"]["options"]
    assert default["CONN_HEALTH_CHECKS"] is True
    assert default["CONN_MAX_AGE"] == 60


def test_a_workers_connections_are_not_kept(tmp_path: Path) -> None:
    show = "import workers.app\n" + SHOW
    done = ran(tmp_path, "-c", show, "DATABASES")
    assert json.loads(done.stdout)["DATABASES"]["default"]["CONN_MAX_AGE"] == 0


def test_a_log_line_is_one_json_object(tmp_path: Path) -> None:
    code = (
        "import django; django.setup(); import logging, structlog\n"
        "structlog.get_logger('ours').info('said', name='x\\nforged')\n"
        "logging.getLogger('theirs').warning('told %s', 'y')"
    )
    lines = [json.loads(line) for line in ran(tmp_path, "-c", code).stderr.splitlines()]
    assert [line["event"] for line in lines] == ["said", "told y"]
    assert [line["level"] for line in lines] == ["info", "warning"]
    assert lines[0]["name"] == "x\nforged"
