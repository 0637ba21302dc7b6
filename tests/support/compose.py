"""compose.yaml read as an engine reads it, to run its commands without one."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[2] / "compose.yaml"
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<text>[^}]*))?\}")


def variables() -> set[str]:
    """The names that compose.yaml takes from the caller's environment."""
    return {found["name"] for found in _VARIABLE.finditer(FILE.read_text())}


def services(given: Mapping[str, str]) -> dict[str, Any]:
    """The services with the variables of `given` put in; a required one missing is an error."""

    def value(found: re.Match[str]) -> str:
        if found["name"] in given:
            return given[found["name"]]
        assert found["kind"] == "-", f"{found['name']} is required: {found['text']}"
        return found["text"]

    read: dict[str, Any] = yaml.safe_load(_VARIABLE.sub(value, FILE.read_text()))
    services: dict[str, Any] = read["services"]
    return services
