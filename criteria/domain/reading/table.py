"""One table of the document being read: typed getters that note every fault and go on."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from criteria.domain.problems import Problem, did_you_mean
from criteria.parts import Source, Statement
from criteria.text import Text

CODE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
VERSION = re.compile(r"[a-z0-9][a-z0-9.-]{0,19}")
LONGEST_CODE, LONGEST_TEXT = 80, 300
NOWHERE = Text("", "")


@dataclass
class Reading:
    """What is known while one document is read."""

    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


class Table:
    """A table with its path. A getter that meets a fault notes it and returns an empty value;
    `close` notes the keys that nobody asked for.
    """

    def __init__(self, data: Mapping[str, object], path: str, reading: Reading) -> None:
        self.data = data
        self.path = path
        self.reading = reading
        self.subject: Text | None = None
        self.provisional: set[str] = set()
        self._known: set[str] = set()

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, message: str) -> None:
        self.reading.problems.append(Problem(self.at(key) if key else self.path, message))

    def faulty(self, key: str) -> bool:
        """Whether a fault was noted there, so that a check of the whole would only repeat it."""
        place = self.at(key)
        return any(problem.path.startswith(place) for problem in self.reading.problems)

    def has(self, key: str) -> bool:
        self._known.add(key)
        return key in self.data

    def raw(self, key: str) -> object | None:
        """What stands under the key; a fault when nothing does."""
        if not self.has(key):
            self.fault(key, _("wajib diisi"))
            return None
        return self.data[key]

    def string(self, key: str, most: int = LONGEST_TEXT) -> str:
        """One line of text."""
        raw = self.raw(key)
        if isinstance(raw, str) and 0 < len(raw.strip()) <= most and raw.isprintable():
            return raw.strip()
        if raw is not None:
            words = {"most": most}
            self.fault(key, _("harus berupa satu baris teks, 1 sampai %(most)s huruf") % words)
        return ""

    def code(self, key: str) -> str:
        code = self.string(key, LONGEST_CODE)
        if code and not CODE.fullmatch(code):
            self.fault(key, _("hanya huruf kecil, angka, tanda hubung, dan garis bawah"))
        return code

    def version(self, key: str) -> str:
        version = self.string(key)
        if version and not VERSION.fullmatch(version):
            self.fault(
                key, _("hanya huruf kecil, angka, titik, dan tanda hubung, paling banyak 20")
            )
        return version

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of words, each once; one word may stand without its brackets."""
        raw = self.raw(key)
        items = [raw] if isinstance(raw, str) else raw
        if isinstance(items, list) and items and all(isinstance(i, str) and i for i in items):
            if len(set(items)) != len(items):
                self.fault(key, _("memuat isi yang sama lebih dari sekali"))
            return tuple(items)
        if raw is not None:
            self.fault(key, _("harus berupa daftar teks yang tidak kosong"))
        return ()

    def flag(self, key: str) -> bool:
        """True or false."""
        raw = self.raw(key)
        if raw is not None and not isinstance(raw, bool):
            self.fault(key, _("harus true atau false"))
        return raw is True

    def address(self, key: str) -> str:
        """A link to a public page."""
        address = self.string(key)
        if address and not address.startswith(("https://", "http://")):
            self.fault(key, _("harus diawali https:// atau http://"))
        return address

    def text(self, key: str) -> Text:
        """A text in both languages."""
        table = self.table(key)
        if table is None:
            return NOWHERE
        text = Text(id=table.string("id"), en=table.string("en"))
        table.close()
        return text

    def table(self, key: str) -> "Table | None":
        raw = self.raw(key)
        if isinstance(raw, dict):
            return Table(raw, self.at(key), self.reading)
        if raw is not None:
            self.fault(key, _("harus berupa tabel"))
        return None

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list that must not be empty, each closed after its use."""
        raw = self.raw(key)
        if not isinstance(raw, list) or not raw:
            if raw is not None:
                self.fault(key, _("harus berupa daftar tabel yang tidak kosong"))
            return
        for number, item in enumerate(raw):
            if not isinstance(item, dict):
                self.fault(f"{key}[{number}]", _("harus berupa tabel"))
                continue
            table = Table(item, f"{self.at(key)}[{number}]", self.reading)
            yield table
            table.close()

    def expect(self, key: str, word: str, known: Collection[str]) -> None:
        """Note a fault when the word under the key is not one of the known ones."""
        if word and word not in known:
            words = {"word": word, "hint": did_you_mean(word, known)}
            self.fault(key, _('"%(word)s" tidak dikenal%(hint)s') % words)

    def close(self) -> None:
        for key in self.data:
            if key not in self._known:
                hint = did_you_mean(key, self._known)
                self.fault(key, _("kunci tidak dikenal%(hint)s") % {"hint": hint})
