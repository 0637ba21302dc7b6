"""What is stored of a text to find others that share something with it: some of its marks."""

from workers.checks.texts.words import SHINGLE, Words

# One mark in four, chosen by its own value, so that two texts choose the same ones (Broder 1997).
_ONE_IN = 4
# Of a long text the smallest: those of a shorter text are then among them as far as they reach.
MOST_MARKS = 1_000
VERSION = 1


def sketch(words: Words, common: list[bool]) -> list[tuple[int, int]]:
    """Return the stored marks of a text, each with the place of its first word, in their order.

    Marks with a word in them that is `common` property are left out.
    """
    found: dict[int, int] = {}
    for at, mark in enumerate(words.marks):
        if mark % _ONE_IN == 0 and not any(common[at : at + SHINGLE]):
            found.setdefault(mark, at)
    kept = sorted(found.items())[:MOST_MARKS]
    return sorted(kept, key=lambda pair: pair[1])
