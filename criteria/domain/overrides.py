"""Replacing provisional values, each by a numbered decree of the ministry."""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from criteria.domain.problems import Problem
from criteria.parts import Statement

Value = str | int | bool | tuple[str, ...]
STEP = re.compile(r"([a-z_]+)((?:\[\d+\])*)")


@dataclass(frozen=True, slots=True)
class Override:
    """A value for the statement at `path`, set by the decree with this number."""

    path: str
    value: Value
    decree_number: str


def typed(statement: Statement, text: str) -> Value:
    """What a person typed for a statement, in the type its file would hold. A text that does
    not fit stays a text: the loader then refuses it with the statement's path.
    """
    text = text.strip()
    if statement.kind == "integer" and re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    if statement.kind == "flag" and text in ("true", "false"):
        return text == "true"
    if statement.kind == "several":
        return tuple(word.strip() for word in text.split(",") if word.strip())
    return text.replace(",", ".") if statement.kind == "decimal" else text


def resolve(
    document: dict[str, Any], overrides: Iterable[Override]
) -> tuple[dict[str, Any], list[Problem]]:
    """A copy of the document with the overrides in it, and what was wrong with them."""
    resolved = copy.deepcopy(document)
    problems: list[Problem] = []
    seen: set[str] = set()
    for override in overrides:
        node = find(resolved, override.path)
        message = _refusal(node, override, seen)
        if message or not isinstance(node, dict):
            problems.append(Problem(override.path, message))
            continue
        seen.add(override.path)
        value = override.value
        node["value"] = list(value) if isinstance(value, tuple) else value
        node["decree"] = override.decree_number.strip()
        del node["provisional"]
    return resolved, problems


def find(document: object, path: str) -> object | None:
    """What stands at a dotted path such as `criteria[0].weight`; None when nothing does."""
    node: object = document
    for step in path.split("."):
        match = STEP.fullmatch(step)
        if match is None or not isinstance(node, dict):
            return None
        node = node.get(match[1])
        for index in re.findall(r"\d+", match[2]):
            if not isinstance(node, list) or int(index) >= len(node):
                return None
            node = node[int(index)]
    return node


def _refusal(node: object | None, override: Override, seen: set[str]) -> str:
    if override.path in seen:
        return _("diganti lebih dari sekali")
    if not isinstance(node, dict) or "value" not in node:
        return _("tidak ada nilai di tempat ini")
    if node.get("provisional") is not True:
        return _("bukan nilai sementara, jadi tidak boleh diganti")
    if not override.decree_number.strip():
        return _("nomor keputusan wajib diisi")
    return ""
