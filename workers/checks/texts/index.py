"""Many texts in memory, found by what they share: as the database finds them, for the shell."""

from collections import Counter, defaultdict

from workers.checks.finding import Outcome
from workers.checks.texts.copies import MANY_UNITS, KnownText, copies
from workers.checks.texts.sketch import sketch

# How many other texts are compared word by word, those that share most first.
MOST_CANDIDATES = 20
# Fewer marks in common are a formula or two.
LEAST_MARKS = 4


class TextIndex:
    """Texts by their marks."""

    def __init__(self) -> None:
        self._by_mark: dict[int, list[KnownText]] = defaultdict(list)

    def add(self, text: KnownText) -> None:
        """Keep a text for those that come after it."""
        for mark in sketch(text.words):
            self._by_mark[mark].append(text)

    def compare(self, own: KnownText) -> Outcome:
        """Compare a text with those kept so far."""
        marks = sketch(own.words)
        common = {mark for mark in marks if self._units(mark, own) >= MANY_UNITS}
        shared: Counter[str] = Counter()
        texts: dict[str, KnownText] = {}
        for mark in marks:
            if mark not in common:
                for text in self._by_mark[mark]:
                    shared[text.known.reference] += 1
                    texts[text.known.reference] = text
        nearest = [name for name, n in shared.most_common(MOST_CANDIDATES) if n >= LEAST_MARKS]
        return copies(own, [texts[name] for name in nearest], marks=common)

    def _units(self, mark: int, own: KnownText) -> int:
        units = {text.known.unit for text in self._by_mark.get(mark, ())}
        return len(units - {own.known.unit})
