"""A text as its words, with where each stands. Needs no library."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# Words in a row that make one mark: short enough that a changed word spoils three marks only.
SHINGLE = 3
# A longer text is compared by its beginning; what is left out is said.
MOST_WORDS = 20_000
_FEW_LETTERS = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad]\s*\n\s*(?=[a-z])")


def tidied(text: str) -> str:
    """Bring letters into one form and put words together again that a line's end broke."""
    return _BROKEN.sub("", unicodedata.normalize("NFKC", text))


def has_words(text: str) -> bool:
    """Whether a text has more in it than a page number or a stamp beside a scan."""
    return sum(letter.isalpha() for letter in text) >= _FEW_LETTERS


@dataclass(frozen=True)
class Words:
    """The words of a tidied text: in lower case, without numbers and addresses, with their places.

    Numbers are left out because a copied text has other dates and amounts in the same sentences.
    """

    text: str

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each word begins and ends in the text, in characters."""
        return [found.span() for found in self._found]

    @cached_property
    def tokens(self) -> list[str]:
        """The words in lower case."""
        return [found[0].lower() for found in self._found]

    @cached_property
    def marks(self) -> list[int]:
        """One number for each three words in a row, by the place of the first of them."""
        words = self.tokens
        return [
            _number(" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)
        ]

    @cached_property
    def _found(self) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        plain = _ADDRESS.sub(lambda address: " " * len(address[0]), self.text)
        for match in _WORD.finditer(plain):
            if len(found) == MOST_WORDS:
                break
            found.append(match)
        return found


def _number(words: str) -> int:
    """A number of 63 bits, as the database's integers can hold it, the same on every machine."""
    digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
