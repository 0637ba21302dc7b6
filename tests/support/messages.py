"""The catalogue of texts: read from the source, merged, compiled. No system gettext is needed.

`python -m tests.support.messages` brings locale/en up to date and names what still has no English.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "locale/en/LC_MESSAGES/django.po"
APPS = ["config", "workers", "jury", "verification", "award", "criteria", "directory", "record"]
HEADER = {
    "Project-Id-Version": "p2ham",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Key(NamedTuple):
    """What a catalogue looks a text up by."""

    context: str | None
    msgid: str


def sources() -> list[Path]:
    """Modules and templates whose texts people read."""
    found = [
        path
        for app in APPS
        for pattern in ("*.py", "*.html", "*.txt")
        for path in (ROOT / app).rglob(pattern)
        if "migrations" not in path.parts and "vendor" not in path.parts
    ]
    return sorted(path for path in found if path.suffix == ".py" or "templates" in path.parts)


def as_python(path: Path) -> bytes:
    """The file as Babel's Python extractor reads it; a template's tags become calls."""
    text = path.read_text()
    if path.suffix != ".py":
        # What stands between the tags is blanked out, but its indentation would trip the tokenizer.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return text.encode()


def texts_of(path: Path) -> Iterator[tuple[Key, str]]:
    """The texts of a file, each with its plural or an empty string."""
    for _line, found, _comments, context in extract("python", BytesIO(as_python(path)), KEYWORDS):
        msgid, plural = found if isinstance(found, tuple) else (found, "")
        yield Key(context, msgid), plural


def extracted() -> dict[Key, polib.POEntry]:
    """Every text of the project without its translation, in the order of its first place."""
    catalogue: dict[Key, polib.POEntry] = {}
    for path in sources():
        place = str(path.relative_to(ROOT))
        for key, plural in texts_of(path):
            entry = catalogue.setdefault(
                key, polib.POEntry(msgctxt=key.context, msgid=key.msgid, msgid_plural="")
            )
            entry.msgid_plural = entry.msgid_plural or plural
            if (place, "") not in entry.occurrences:
                entry.occurrences.append((place, ""))
    return catalogue


def compiled(path: Path) -> bytes:
    """What stands in the .mo of a .po."""
    return bytes(polib.pofile(str(path)).to_binary())


def catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def key_of(entry: polib.POEntry) -> Key:
    return Key(entry.msgctxt or None, entry.msgid)


def merge(old: polib.POFile) -> polib.POFile:
    """The texts of the source with the translations that are known; the others are dropped."""
    known = {key_of(entry): entry for entry in old}
    new = polib.POFile(wrapwidth=98)
    new.metadata = HEADER
    for key, entry in extracted().items():
        said = known.get(key)
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "", 1: ""} | (said.msgstr_plural if said else {})
        else:
            entry.msgstr = said.msgstr if said else ""
        if re.search(r"%\(\w+\)", entry.msgid):
            entry.flags = ["python-format"]
        new.append(entry)
    return new


def main() -> int:
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(ENGLISH)) if ENGLISH.exists() else polib.POFile()
    catalogue = merge(old)
    catalogue.save(str(ENGLISH))
    for path in catalogues():
        path.with_suffix(".mo").write_bytes(compiled(path))
    missing = catalogue.untranslated_entries()
    for entry in missing:
        sys.stderr.write(f"{entry.occurrences[0][0]}: {entry.msgid}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
