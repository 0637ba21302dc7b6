"""A small instrument to bend, and a writer of TOML to put it back into a file."""

import copy
import json
from pathlib import Path
from typing import Any

from criteria.domain.files import SHIPPED
from criteria.domain.loader import load
from criteria.instrument import Instrument

Document = dict[str, Any]


def text(words: str) -> Document:
    return {"id": words, "en": f"{words} in English"}


def said(value: object) -> Document:
    return {"value": value, "source": "law"}


def open_value(value: object) -> Document:
    return {"value": value, "provisional": True}


def answer(code: str, points: str, *, needed: bool = True) -> Document:
    return {
        "code": code,
        "text": text(code),
        "points": said(points),
        "evidence_needed": said(needed),
    }


def indicator(code: str, *unit_types: str) -> Document:
    return {
        "code": code,
        "text": text(code),
        "unit_types": list(unit_types),
        "source": "law",
        "guidance": {"show": text("show"), "mistake": text("mistake")},
    }


def criterion(code: str, weight: str, scale: str, *indicators: Document) -> Document:
    return {
        "code": code,
        "title": text(code),
        "source": "law",
        "scale": scale,
        "evidence": "photos",
        "weight": open_value(weight),
        "minimum": open_value("0"),
        "indicators": list(indicators),
    }


def grade(code: str, minimum: str, *, laureate: bool) -> Document:
    return {
        "code": code,
        "title": text(code),
        "source": "law",
        "laureate": laureate,
        "minimum": open_value(minimum),
    }


SMALL: Document = {
    "schema": 1,
    "code": "small",
    "version": "1",
    "title": text("kecil"),
    "standing": text("contoh"),
    "source": "law",
    "decree": {"issuer": said("centre")},
    "unit_types": [
        {
            "code": "prison",
            "title": text("lapas"),
            "visitors": text("pengunjung"),
            "covers": ["prison", "womens_prison"],
            "source": "law",
        },
        {
            "code": "estate",
            "title": text("bhp"),
            "visitors": text("pengunjung"),
            "covers": ["estate_office"],
            "source": "law",
        },
    ],
    "scales": [
        {
            "code": "three",
            "title": text("tiga"),
            "source": "law",
            "unmet": said("no"),
            "answers": [answer("yes", "1"), answer("part", "0.5"), answer("no", "0", needed=False)],
        },
        {
            "code": "two",
            "title": text("dua"),
            "source": "law",
            "unmet": said("no"),
            "answers": [answer("yes", "2"), answer("no", "0", needed=False)],
        },
    ],
    "evidence": [
        {
            "code": "photos",
            "title": text("foto"),
            "count_min": said(3),
            "count_max": open_value(10),
            "counted_kinds": said(["photo"]),
            "kinds": open_value(["photo", "document"]),
        }
    ],
    "criteria": [
        criterion(
            "a",
            "60",
            "three",
            indicator("a-1", "prison", "estate"),
            indicator("a-2", "prison"),
            indicator("a-3", "prison"),
        ),
        criterion("b", "40", "two", indicator("b-1", "prison")),
    ],
    "scoring": {
        "places": open_value(2),
        "rounding": open_value("ROUND_HALF_UP"),
        "aggregation": open_value("mean"),
        "tie_break": open_value(["exact_total", "criterion:b", "spread"]),
        "empty_criterion": open_value("rescale"),
        "grades": [grade("good", "75", laureate=True), grade("rest", "0", laureate=False)],
    },
    "process": {
        "evidence_from": open_value("draft"),
        "refuse_same_file_twice": said(True),
        "evidence_days_min": open_value(14),
        "repair_rounds_max": open_value(2),
        "repair_days": open_value(7),
        "team_size_min": open_value(3),
        "minutes_quorum": open_value("majority"),
        "sheets_min": open_value(3),
        "juror_scale": open_value("indicator"),
        "second_person_days": open_value(3),
        "hearing_days": open_value(14),
        "objection_days": open_value(14),
        "conflict_years": open_value(2),
    },
    "modifiers": {
        "enabled": open_value(False),
        "items": [
            {
                "code": "ombudsman",
                "title": text("ombudsman"),
                "source": "law",
                "effect": said("deduction"),
            }
        ],
    },
    "sources": {"law": {"title": "The regulation", "address": "https://example.org/law"}},
}


def small() -> Document:
    """A copy that may be changed."""
    return copy.deepcopy(SMALL)


def toml(document: Document) -> str:
    """The document as a TOML file: one line a key, everything below it inline."""
    return "\n".join(f"{_key(key)} = {_inline(value)}" for key, value in document.items()) + "\n"


def loaded(document: Document) -> Instrument:
    return load(toml(document), name="small.toml")


def shipped(name: str) -> Instrument:
    path: Path = SHIPPED / f"{name}.toml"
    return load(path.read_text(encoding="utf-8"), name=path.name)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    # JSON lets DEL stand as it is, TOML does not.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return _inline(key)
