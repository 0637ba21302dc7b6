"""How well copied texts are told, and texts of different writers left alone.

    python -m bench.texts [DATA_DIR] [--texts 600] [--tries 200] [--pairs 120] [--json]

The texts are made (bench/office_texts.py: how is told there), so DATA_DIR is not used. Writers fall
into two halves by the digest of their number: limits were set while looking at `calibrate`, figures
are those of `report`. A bank is filled with texts of other writers and with forms that many units
filled in; each original and a changed copy of another unit are compared as the application does it.

Printed: how many copies are told for each change, with the peer that compares whole texts (MinHash
over five words in a row, 128 permutations, LSH at 0.5); claims among texts of different writers,
in the bank and pair by pair without it; and among real prose, the descriptions of the packages
installed here, by different makers. Those share passages in truth (licences, forks, notices), so
each claim is listed with a passage to be looked at.
"""

import argparse
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from itertools import combinations
from typing import Any

from datasketch import MinHash, MinHashLSH

from bench.intervals import interval
from bench.office_texts import Text, changed, shuffled, within, write
from workers.checks.duplicates import Known
from workers.checks.texts.bank import Memory
from workers.checks.texts.common import formula_words
from workers.checks.texts.copies import KnownText, shared
from workers.checks.texts.words import Words, tidied

_FORMS, _FILLED = 6, 12
_OWN = 10_000  # numbers of writers that a copier mixes with what they take
_LONG = 150  # words: shorter descriptions say little


def half_of(writer: int) -> str:
    """The half a writer belongs to."""
    digest = hashlib.sha256(f"writer {writer}".encode()).digest()
    return ("calibrate", "report")[digest[0] % 2]


def _writers(half: str, count: int) -> list[int]:
    found = (n for n in range(1, 100 * count + 100) if half_of(n) == half)
    return [next(found) for _ in range(count)]


def known(whole: str, name: str, unit: str = "") -> KnownText:
    """A text of a unit of its own, as the comparison takes it."""
    row = Known(reference=name, sha256=name, application=unit or name, unit=unit or name, season="")
    return KnownText(known=row, words=Words(tidied(whole)))


def _misread(text: Text, seed: int, share: float) -> Text:
    """A scan that was read badly: so large a share of the letters is another one."""
    chance = random.Random(f"misread {seed}")

    def one(found: re.Match[str]) -> str:
        return chance.choice("aeiounlrt") if chance.random() < share else found[0]

    return replace(text, sentences=tuple(re.sub(r"[a-z]", one, line) for line in text.sentences))


CHANGES: dict[str, Callable[[Text, int], Text]] = {
    "as it is": lambda t, _: t,
    "2 % of the words changed": lambda t, n: changed(t, n, 0.02),
    "5 %": lambda t, n: changed(t, n, 0.05),
    "10 %": lambda t, n: changed(t, n, 0.10),
    "15 %": lambda t, n: changed(t, n, 0.15),
    "20 %": lambda t, n: changed(t, n, 0.20),
    "30 %": lambda t, n: changed(t, n, 0.30),
    "10 %, sentences left out and moved": lambda t, n: shuffled(changed(t, n, 0.1), n),
    "10 %, a half of a text within another": lambda t, n: within(
        changed(t, n, 0.1), write(_OWN + n), 0.5
    ),
    "10 %, a quarter of a text within another": lambda t, n: within(
        changed(t, n, 0.1), write(_OWN + n), 0.25
    ),
    "10 %, twelve sentences in all": lambda t, n: changed(
        replace(t, sentences=t.sentences[:12]), n, 0.1
    ),
    "10 %, 2 % of the letters misread": lambda t, n: _misread(changed(t, n, 0.1), n, 0.02),
}


class _Peer:
    """Whole texts compared by MinHash, the usual way."""

    def __init__(self) -> None:
        self.index = MinHashLSH(threshold=0.5, num_perm=128)

    @staticmethod
    def _hash(words: Words) -> MinHash:
        found = MinHash(num_perm=128)
        tokens = words.tokens
        found.update_batch(
            [" ".join(tokens[at : at + 5]).encode() for at in range(len(tokens) - 4)]
        )
        return found

    def add(self, text: KnownText) -> None:
        self.index.insert(text.known.reference, self._hash(text.words))

    def finds(self, text: KnownText, name: str) -> bool:
        return name in self.index.query(self._hash(text.words))


def _bank(half: str, texts: int) -> tuple[Memory, _Peer, dict[str, Any]]:
    """Fill the bank, and count the claims among the texts of different writers meanwhile."""
    index, peer, claims, pairs = Memory(), _Peer(), 0, 0
    seconds: list[float] = []
    for number, writer in enumerate(_writers(half, texts)):
        text = known(write(writer).whole, str(writer))
        begun = time.process_time()
        claims += len(index.compare(text).findings)
        seconds.append(time.process_time() - begun)
        index.add(text)
        peer.add(text)
        pairs += number
    formed = 0
    for form in range(_FORMS):
        whole = write(-1 - form)
        for unit in range(_FILLED):
            text = known(changed(whole, 100 * form + unit, 0.08).whole, f"form {form}/{unit}")
            asked = unit >= _FILLED // 2
            formed += bool(index.compare(text).findings) and asked
            index.add(text)
    later = _FORMS * (_FILLED - _FILLED // 2)
    row = {
        "pairs": pairs, "claims": claims, "interval": interval(claims, pairs),
        "forms": [formed, later], "ms": round(1_000 * sum(seconds) / len(seconds), 1),
    }  # fmt: skip
    return index, peer, row


def _recall(half: str, index: Memory, peer: _Peer, tries: int) -> Iterator[dict[str, Any]]:
    for name, change in CHANGES.items():
        seen = whole = 0
        for writer in _writers(half, tries):
            copy = known(change(write(writer), writer).whole, f"copy of {writer}")
            found = index.compare(copy).findings
            seen += any(finding.facts["other"] == str(writer) for finding in found)
            whole += peer.finds(copy, str(writer))
        yield {
            "change": name, "tries": tries, "seen": seen, "interval": interval(seen, tries),
            "peer": whole,
        }  # fmt: skip


def _pair_by_pair(half: str, count: int) -> dict[str, Any]:
    """All pairs of writers about the same things, as if theirs were the only two texts."""
    writers = _writers(half, count)
    texts = [Words(tidied(write(n, topic="layanan kunjungan").whole)) for n in writers]
    own = [formula_words(words) for words in texts]
    claims = pairs = passages = 0
    for one, two in combinations(range(count), 2):
        both = shared(texts[one], texts[two], own[one])
        claims += both.claimed
        passages += bool(both.passages)
        pairs += 1
    return {
        "pairs": pairs, "claims": claims, "passages": passages, "interval": interval(claims, pairs),
    }  # fmt: skip


def _prose() -> dict[str, Any]:
    """Descriptions of installed packages by different makers."""
    texts: dict[str, tuple[str, Words]] = {}
    for package in metadata.distributions():
        words = Words(tidied(_described(package)))
        if len(words.tokens) >= _LONG:
            texts[package.metadata["Name"]] = (_maker(package), words)
    pairs, claims = 0, []
    for (one, (maker, words)), (two, (other, others)) in combinations(sorted(texts.items()), 2):
        if maker == other:
            continue
        pairs += 1
        both = shared(words, others, formula_words(words))
        if both.claimed:
            longest = max(both.passages, key=lambda p: p.words)
            begin, end = words.places[longest.own[0]][0], words.places[longest.own[1] - 1][1]
            quoted = " ".join(words.text[begin:end].split())[:90]
            claims.append(f"{one}, {two}: {both.words} words, “{quoted} …”")
    return {"texts": len(texts), "pairs": pairs, "claims": claims}


def _described(package: metadata.Distribution) -> str:
    text = str(package.metadata.json.get("description", ""))
    return re.sub(r"<[^>]*>|\[?!\[.*|\.\. image::.*|:(?:target|alt):.*", "", text)


def _maker(package: metadata.Distribution) -> str:
    about = package.metadata.json
    addresses = f"{about.get('home_page', '')} {about.get('project_url', '')}"
    found = re.search(r"git(?:hub|lab)\.com/([\w.-]+)", addresses)
    name = found[1] if found else about.get("author_email") or about.get("author") or about["name"]
    return str(name).lower()


def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", metavar="DATA_DIR", nargs="?", help="not used: the texts are made")
    parser.add_argument("--half", choices=("calibrate", "report"), default="report")
    parser.add_argument("--texts", type=int, default=600, help="texts in the bank")
    parser.add_argument("--tries", type=int, default=200, help="copies of each change")
    parser.add_argument("--pairs", type=int, default=120, help="writers compared pair by pair")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    index, peer, bank = _bank(options.half, max(options.texts, options.tries))
    result = {
        "half": options.half,
        "bank": bank,
        "copies": list(_recall(options.half, index, peer, options.tries)),
        "pair_by_pair": _pair_by_pair(options.half, options.pairs),
        "prose": _prose(),
    }
    print(json.dumps(result, indent=1) if options.json else _table(result))
    return result


def _table(result: dict[str, Any]) -> str:
    lines = [f"{result['half']}: copies told, of the peer in brackets"]
    for row in result["copies"]:
        low, high = row["interval"]
        share = f"{row['seen']}/{row['tries']} [{low:.3f}, {high:.3f}]"
        lines.append(f"  {row['change']:<42} {share:<26} ({row['peer']})")
    bank, pair, prose = result["bank"], result["pair_by_pair"], result["prose"]
    formed, forms = bank["forms"]
    most = bank["interval"][1], pair["interval"][1]
    lines += [
        f"different writers in one bank: {bank['claims']} claims in {bank['pairs']} pairs, at most",
        f"  {most[0]:.6f}; {bank['ms']} ms of the processor a text",
        f"forms that {_FILLED} units filled in, from the seventh on: {formed} of {forms} told",
        f"different writers about one thing, pair by pair: {pair['claims']} claims in",
        f"  {pair['pairs']} pairs, at most {most[1]:.6f}; a passage in {pair['passages']}",
        f"packages of different makers: {len(prose['claims'])} claims in {prose['pairs']} pairs",
        *(f"  {claim}" for claim in prose["claims"]),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
