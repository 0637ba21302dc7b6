"""One thing that stands in an edge's way."""

from typing import Self

from django.urls import reverse


class Obstacle(str):
    """The obstacle in the reader's words, and the address where it is mended ("": none)."""

    __slots__ = ("link",)
    link: str

    def __new__(cls, text: str, link: str = "") -> Self:
        obstacle = super().__new__(cls, text)
        obstacle.link = link
        return obstacle


def leading_to(text: str, route: str, *args: object) -> Obstacle:
    """The obstacle with a link to the page of that route name."""
    return Obstacle(text, reverse(route, args=args))
