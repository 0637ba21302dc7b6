"""Texts of offices made for measuring: procedures and reports in Indonesian, and copies of them.

Each text is written anew from parts of sentences under its own topic and in its own manner: its
writer has a vocabulary of their own (a part of all there is), a preferred way of building
sentences, and adds names, numbers and places. What all share are headings, quoted laws and set
phrases, as in real ones. A copy changes words: to a synonym where there is one, else to any other
word of the language; it may drop sentences, shuffle them, or be only a part of a text.
"""

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

_PARTS = tomllib.loads(Path(__file__).with_name("office_words.toml").read_text("utf-8"))
TOPICS: dict[str, list[str]] = _PARTS["topics"]
SYNONYMS: dict[str, str] = _PARTS["synonyms"]
ACTORS, VERBS, MANNERS, REASONS, OPENERS, REMARKS, PLACES, MONTHS = (
    _PARTS[name]
    for name in (
        "actors", "verbs", "manners", "reasons", "openers", "remarks", "places", "months",
    )
)  # fmt: skip
HEAD = (
    "KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA REPUBLIK INDONESIA\nKANTOR WILAYAH\n"
    "STANDAR OPERASIONAL PROSEDUR\nNomor SOP\nTanggal Pembuatan\nTanggal Revisi\nTanggal Efektif\n"
    "Disahkan oleh\nNama SOP {title}\nDasar Hukum\n"
    "1. Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik;\n"
    "2. Undang-Undang Nomor 39 Tahun 1999 tentang Hak Asasi Manusia;\n"
    "3. Peraturan Menteri Hukum dan Hak Asasi Manusia Nomor 27 Tahun 2018 tentang Penghargaan "
    "Pelayanan Publik Berbasis Hak Asasi Manusia;\n"
    "Pelayanan publik adalah kegiatan atau rangkaian kegiatan dalam rangka pemenuhan kebutuhan "
    "pelayanan sesuai dengan peraturan perundang-undangan bagi setiap warga negara dan penduduk atas "
    "barang, jasa, dan/atau pelayanan administratif yang disediakan oleh penyelenggara pelayanan "
    "publik.\n"
)
END = (
    "Demikian laporan ini kami sampaikan untuk dapat dipergunakan sebagaimana mestinya. "
    "Atas perhatian dan kerja samanya diucapkan terima kasih."
)


@dataclass(frozen=True)
class Text:
    """A text by its sentences, between the head and the end that all share."""

    title: str
    sentences: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The text as a page shows it, a paragraph of some sentences each."""
        lines = [
            " ".join(self.sentences[begin : begin + 4])
            for begin in range(0, len(self.sentences), 4)
        ]
        return "\n".join([HEAD.format(title=self.title), *lines, END])


def write(seed: int, sentences: int = 60, topic: str | None = None) -> Text:
    """Write a text of one's own; another seed is another writer."""
    chance = random.Random(f"writer {seed}")
    topic = topic or chance.choice(list(TOPICS))
    pen = _Pen(chance, topic)
    return Text(title=f"{topic} {chance.choice(PLACES)}", sentences=tuple(pen.lines(sentences)))


class _Pen:
    """How one writer writes: a part of the words there are, and a manner of building sentences."""

    def __init__(self, chance: random.Random, topic: str) -> None:
        self.chance = chance
        self.things = TOPICS[topic]
        self.actors = chance.sample(ACTORS, 9)
        self.verbs = chance.sample(VERBS, 22)
        self.manners = chance.sample(MANNERS, 15)
        self.reasons = chance.sample(REASONS, 11)
        self.openers = chance.sample(OPENERS, 11)
        self.weights = [chance.random() for _ in range(5)]

    def lines(self, count: int) -> list[str]:
        return [self._line() for _ in range(count)]

    def _line(self) -> str:
        shape = self.chance.choices(range(5), self.weights)[0]
        pick = self.chance.choice
        actor, verb, thing = pick(self.actors), pick(self.verbs), pick(self.things)
        if shape == 0:
            line = f"{actor} {verb} {thing} {pick(self.manners)}"
        elif shape == 1:
            line = f"{pick(self.openers)}, {actor} {verb} {thing} {pick(self.reasons)}"
        elif shape == 2:
            line = f"{pick(self.openers)}, {thing} ditangani {actor} {pick(self.manners)} {pick(self.reasons)}"
        elif shape == 3:
            line = f"{actor} {verb} {thing} {pick(self.manners)}, lalu {pick(self.verbs)} {pick(self.things)}"
        else:
            line = pick(REMARKS)
        line = line.format(
            n=self.chance.randint(2, 90),
            m=f"{pick(MONTHS)} {self.chance.randint(2019, 2026)}",
            p=pick(PLACES),
            t=pick(self.things),
            a=pick(self.actors),
        )
        return line[0].upper() + line[1:] + "."


def changed(text: Text, seed: int, share: float) -> Text:
    """Change so large a share of the words: to a synonym, else to any other word."""
    chance = random.Random(f"change {seed}")
    others = [
        word for part in (*VERBS, *MANNERS, *REASONS) for word in part.split() if "{" not in word
    ]

    def one(found: re.Match[str]) -> str:
        if chance.random() >= share:
            return found[0]
        return SYNONYMS.get(found[0].lower()) or chance.choice(others)

    lines = tuple(re.sub(r"[A-Za-z]{2,}", one, line) for line in text.sentences)
    return Text(title=text.title, sentences=lines)


def shuffled(text: Text, seed: int, dropped: float = 0.1) -> Text:
    """Leave out some sentences and exchange the others' places, five in a row staying together."""
    chance = random.Random(f"shuffle {seed}")
    kept = [line for line in text.sentences if chance.random() >= dropped]
    blocks = [kept[begin : begin + 5] for begin in range(0, len(kept), 5)]
    chance.shuffle(blocks)
    return Text(title=text.title, sentences=tuple(line for block in blocks for line in block))


def within(text: Text, own: Text, share: float) -> Text:
    """Put so large a part of a text into the middle of one's own, in place of one's own words."""
    count = round(len(text.sentences) * share)
    middle = len(own.sentences) // 2
    rest = len(own.sentences) - count
    lines = (
        *own.sentences[: rest // 2],
        *text.sentences[:count],
        *own.sentences[middle:][: rest - rest // 2],
    )
    return Text(title=own.title, sentences=lines)
