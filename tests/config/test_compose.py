"""compose.yaml: valid, pinned, closed; its commands run as plain processes where no engine is."""

import json
import re
from pathlib import Path
from typing import Any

import check_jsonschema
import jsonschema
import pytest
import yaml

from config.environment import Environment
from tests.support import compose

GIVEN = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "POSTGRES_PASSWORD": "secret",
    "POSTGRES_APP_PASSWORD": "another-secret",
    "REDIS_PASSWORD": "secret",
    "CHECKPOINT_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "STORE_PASSWORD": "secret-store",
    "EMAIL_URL": "smtp://mail.example:587",
    "EMAIL_FROM": "p2ham@example",
    "PUBLIC_URL": "https://p2ham.example",
    "ALLOWED_HOSTS": "p2ham.example",
}
OURS = ("prepare", "web", "relay", "worker-default", "worker-forensics", "worker-long", "beat")
ROOT = compose.FILE.parent


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return compose.services(GIVEN)


def test_it_follows_the_compose_schema() -> None:
    vendored = Path(check_jsonschema.__file__).parent / "builtin_schemas/vendor/compose-spec.json"
    jsonschema.validate(yaml.safe_load(compose.FILE.read_text()), json.loads(vendored.read_text()))


def test_the_example_names_every_variable() -> None:
    named = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == compose.variables()


def test_every_variable_it_sets_is_one_that_we_read(services: dict[str, Any]) -> None:
    known = {name.upper() for name in Environment.model_fields}
    for name in OURS:
        own = {key for key in services[name]["environment"] if not key.startswith("AWS_")}
        assert own <= known


def test_every_image_has_a_version(services: dict[str, Any]) -> None:
    images = [service["image"] for service in services.values()]
    images += re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for image in images:
        assert re.search(r":[\w.-]*\d[\w.-]*$", image), image
        assert not image.endswith(":latest")


def test_every_lasting_service_has_a_health_check(services: dict[str, Any]) -> None:
    once = {"prepare", "bucket"}
    in_image = {"web"}  # the image's own asks the web server
    for name, service in services.items():
        if name not in once | in_image:
            assert service["healthcheck"]["test"], name
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_nothing_runs_as_root_or_is_open_to_the_network(services: dict[str, Any]) -> None:
    assert re.search(r"^USER p2ham$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for name in OURS:
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True
    published = {name: s["ports"] for name, s in services.items() if "ports" in s}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_broker_keeps_what_it_was_given(services: dict[str, Any]) -> None:
    words = services["redis"]["command"]
    options = dict(zip(words[1::2], words[2::2], strict=True))
    assert options["--appendonly"] == "yes"
    assert options["--maxmemory-policy"] == "noeviction"


def test_every_queue_has_a_worker(services: dict[str, Any]) -> None:
    from django.conf import settings

    served: set[str] = set()
    for name in ("worker-default", "worker-forensics", "worker-long"):
        command = services[name]["command"]
        served |= set(command[command.index("-Q") + 1].split(","))
    assert served == {queue.name for queue in settings.CELERY_TASK_QUEUES}
