"""What people read in a template goes through the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.support.messages import ROOT, sources

READ_OUT = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
BUTTONS = {"button", "reset", "submit"}
UNREAD = {"code", "script", "style"}
# Abbreviations that are the same in both languages.
NAMES = {"DEMO", "NIP", "PDF"}
# Tags whose inside is either translated or not shown.
CLOSED = {"blocktranslate": "endblocktranslate", "comment": "endcomment"}


class Reader(HTMLParser):
    """Collects the words of the text nodes and of the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in UNREAD
        given = dict(attrs)
        named = READ_OUT | ({"value"} if tag == "input" and given.get("type") in BUTTONS else set())
        for name in named & set(given):
            self.read(given[name] or "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.read(data)

    def read(self, text: str) -> None:
        self.words += [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]


def bare_words(template: str) -> list[str]:
    reader, until = Reader(), ""
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.split_contents()[0]
            until = "" if tag == until else until or CLOSED.get(tag, "")
        elif token.token_type == TokenType.TEXT and not until:
            reader.feed(token.contents)
    reader.close()
    return reader.words


TEMPLATES = [path for path in sources() if path.suffix == ".html"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_shows_no_text_of_its_own(path: Path) -> None:
    assert bare_words(path.read_text()) == []


def test_a_bare_text_is_found_wherever_it_is_read() -> None:
    assert bare_words(
        '{% load i18n %}<a class="link" title="Tanpa {{ x }}">{% if y %}Buka{% endif %}</a>'
        "{% blocktranslate %}Berkas {{ n }}{% endblocktranslate %}"
        '<input type="submit" value="Kirim"><option value="yes">{% translate "Ya" %} PDF'
    ) == ["Tanpa", "Buka", "Kirim"]
