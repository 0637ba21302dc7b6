"""What is stored of a text to find others that share something with it: some of its marks."""

from workers.checks.texts.words import Words

# One mark in four, chosen by its own value, so that two texts choose the same ones (Broder 1997).
_ONE_IN = 4
# Of a long text the smallest: those of a shorter text are then among them as far as they reach.
MOST_MARKS = 1_000
VERSION = 1


def sketch(words: Words) -> list[int]:
    """Return the stored marks of a text, smallest first."""
    return sorted({mark for mark in words.marks if chosen(mark)})[:MOST_MARKS]


def chosen(mark: int) -> bool:
    """Whether a mark is one of those that are stored."""
    return mark % _ONE_IN == 0
