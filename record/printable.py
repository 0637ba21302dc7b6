"""Text that a document can show, whatever somebody typed.

Nothing disappears and nothing stops a certificate: a character that must not or cannot be printed
is shown as its code point in brackets, `[U+0007]`. These are

- control characters, but for the line break (a tab becomes a space, CR LF one line break);
- code points that Unicode has not assigned, private ones and halves of surrogate pairs;
- the marks that turn the direction of writing, which could make a name read backwards, and the
  byte order mark, which PDF/A forbids;
- characters without a glyph in any bundled font.

Text is brought into NFC first, so that a letter and its combining mark find their common glyph.
"""

import re
import unicodedata

from record.canonical import Json
from record.glyphs import shown

UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
FORBIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LINE_BREAK = re.compile(r"\r\n?|\u0085|\u2028|\u2029")


def printable(value: Json) -> Json:
    """Return the same data with every text in it made printable; keys stay as they are."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return value


def printable_text(text: str) -> str:
    """Return the text with what cannot be printed spelled out as code points."""
    broken = LINE_BREAK.sub("\n", text).replace("\t", " ")
    return "".join(map(_shown, unicodedata.normalize("NFC", broken)))


def _shown(character: str) -> str:
    if character == "\n":
        return character
    spelled_out = (
        unicodedata.category(character) in UNPRINTABLE
        or character in FORBIDDEN
        or not shown()[ord(character)]
    )
    return f"[U+{ord(character):04X}]" if spelled_out else character
