"""What a guide is made of. Its texts name buttons and pages in “…”, as they are called there."""

from dataclasses import dataclass

from django.utils.functional import Promise

from directory.enums import RoleKind

Text = str | Promise


@dataclass(frozen=True)
class Picture:
    """A page as the browser tests drew it: `config/static/guide/<name>.png`."""

    name: str
    alt: Text
    width: int = 1280
    height: int = 860

    @property
    def file(self) -> str:
        return f"guide/{self.name}.png"


def phone(name: str, alt: Text) -> Picture:
    """The same as a phone shows it."""
    return Picture(name, alt, width=360, height=740)


@dataclass(frozen=True)
class Mistake:
    """Something that often goes wrong, and what to do then."""

    what: Text
    mend: Text


@dataclass(frozen=True)
class Guide:
    """What those who hold one of `kinds` do in a season; without kinds it is for anybody."""

    slug: str
    title: Text
    kinds: frozenset[RoleKind]
    pictures: tuple[Picture, ...]
    season: tuple[Text, ...]
    steps: tuple[Text, ...]
    mistakes: tuple[Mistake, ...]
    results: Text
    ask: Text
