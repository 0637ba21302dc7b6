"""The texts of findings, refusals and reasons, in Indonesian and English.

They stand in `explanations.toml`, so that a person who does not program can better them.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text in both languages of the application."""

    id: str
    en: str

    def format(self, **values: object) -> "Text":
        """Return the text with its `{named}` places filled in both languages.

        A value that is itself a Text is filled in in the language of the place.
        """
        return Text(
            id=self.id.format(**{name: _in("id", value) for name, value in values.items()}),
            en=self.en.format(**{name: _in("en", value) for name, value in values.items()}),
        )


def _in(language: str, value: object) -> object:
    return getattr(value, language) if isinstance(value, Text) else value


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _text(section: str, code: str, values: dict[str, object]) -> Text:
    entry = _texts()[section][code]
    return Text(id=entry["id"].strip(), en=entry["en"].strip()).format(**values)


def finding_text(kind: str, **values: object) -> Text:
    """Return the explanation of a finding: the fact, its harmless reasons, what to look at.

    Raises KeyError for a kind without a text.
    """
    return _text("finding", kind, values)


def words_of(section: str, code: str, **values: object) -> Text:
    """Return a part of a text: the words of one code of a section. Raises KeyError."""
    return _text(section, code, values)


def joined(texts: Iterable[Text]) -> Text:
    """Return several parts of a text in a row."""
    parts = list(texts)
    return Text(id=", ".join(t.id for t in parts), en=", ".join(t.en for t in parts))


def named_text(section: str, codes: Iterable[str]) -> Text:
    """Return the names of several codes of a section in a row, as a part of another text."""
    return joined(words_of(section, code) for code in codes)


def content_name(code: str | None) -> Text:
    """Return what people call a kind of content, by a code of `kinds` or of puremagic.

    A kind without a name of its own is called by its code; none at all is unknown.
    """
    named = _texts()["content"]
    if not code:
        return words_of("content", "unknown")
    return words_of("content", code) if code in named else Text(id=code.upper(), en=code.upper())


def known_reasons() -> frozenset[str]:
    """Return every reason a check may give for not having looked."""
    return frozenset(_texts()["reason"])


def known_findings() -> frozenset[str]:
    """Return every kind of finding that has an explanation."""
    return frozenset(_texts()["finding"])


def reason_text(reason: str) -> Text:
    """Return why a check could not be done; a code that is not known reads as an unknown fault."""
    known = _texts()["reason"]
    return _text("reason", reason if reason in known else "fault", {})


def refusal_text(code: str, **values: object) -> Text:
    """Return what to tell somebody whose upload is refused, and what to do instead."""
    return _text("refusal", code, values)
