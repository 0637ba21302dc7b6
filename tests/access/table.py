"""The access table: who gets what answer from which address. README.md has its format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

HERE = Path(__file__).parent
METHODS = ("GET", "POST")
WORDS = {
    "ok": "the page, or what was asked for",
    "go": "done, and on to another page",
    "sign_in": "to the sign-in page",
    "hidden": "404",
    "refused": "403",
    "stale": "409",
    "blocked": "422",
    "method": "405",
}
ELSE = "hidden"
GROUPS: dict[str, list[str]] = yaml.safe_load((HERE / "personas.yaml").read_text())
PERSONAS = [name for group in GROUPS.values() for name in group]
Answers = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One address, with what each persona gets for each method."""

    route: str
    place: int
    given: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, Any]
    answers: Mapping[str, Answers]
    records: frozenset[str]

    def __str__(self) -> str:
        return f"{self.route}-{self.place}" if self.place else self.route

    def takes(self, method: str) -> bool:
        """Whether anybody gets more than 405 there, which is said before anything is looked at."""
        return set(self.answers.get(method, {}).values()) != {"method"}


@cache
def lines() -> list[Line]:
    """All lines of all apps."""
    found = []
    for file in sorted(HERE.glob("*.yaml")):
        if file.stem == "personas":
            continue
        prefix = "" if file.stem == "config" else f"{file.stem}:"
        for name, rows in yaml.safe_load(file.read_text()).items():
            for place, row in enumerate(rows if isinstance(rows, list) else [rows]):
                found.append(_line(f"{prefix}{name}", place, row))
    return found


def routes() -> set[str]:
    """The name of every address that is served."""
    return set(_routes(get_resolver().url_patterns, ""))


def _routes(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterable[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _routes(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}"


def _line(route: str, place: int, row: dict[str, Any]) -> Line:
    unknown = set(row) - {*METHODS, "with", "query", "body", "records"}
    assert not unknown, f"{route}: {unknown}"
    return Line(
        route=route,
        place=place,
        given=row.get("with", {}),
        query=row.get("query", {}),
        body=row.get("body", {}),
        records=frozenset(row.get("records", "").split()),
        answers={method: _answers(route, row[method]) for method in METHODS if method in row},
    )


def _answers(route: str, said: str | dict[str, str]) -> Answers:
    """Each persona's word; one that is named itself stands before its group."""
    if isinstance(said, str):
        return dict.fromkeys(PERSONAS, said)
    words = dict.fromkeys(PERSONAS, said.get("else", ELSE))
    words |= dict.fromkeys(GROUPS["guests"], "sign_in")
    named = [(word, who) for word, whom in said.items() if word != "else" for who in whom.split()]
    for word, who in sorted(named, key=lambda pair: pair[1] not in GROUPS):
        words |= dict.fromkeys(GROUPS.get(who, [who]), word)
    strange = (set(words) - set(PERSONAS)) | (set(words.values()) - set(WORDS))
    assert not strange, f"{route}: unknown {strange}"
    return words


def as_written(answers: Answers) -> str:
    """Answers as short as a line of the table says them."""
    if len(set(answers.values())) == 1:
        return next(iter(answers.values()))
    signed_in = [word for name, word in answers.items() if name not in GROUPS["guests"]]
    rest = ELSE if ELSE in signed_in else max(WORDS, key=signed_in.count)
    said: dict[str, list[str]] = {word: [] for word in (*WORDS, *answers.values())}
    for group, names in GROUPS.items():
        words = [answers[name] for name in names]
        usual = "sign_in" if group == "guests" else rest
        common = max(words, key=words.count)
        if usual not in words and 2 * words.count(common) > len(words):
            said[common].append(group)
            usual = common
        for name, word in zip(names, words, strict=True):
            if word != usual:
                said[word].append(name)
    parts = [f"{word}: {' '.join(who)}" for word, who in said.items() if who]
    parts += [f"else: {rest}"] if rest != ELSE or not parts else []
    return "{" + ", ".join(parts) + "}"
