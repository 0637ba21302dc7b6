"""Every place of a document, to bend one at a time."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.criteria.documents import SMALL, Document, small


class Place(NamedTuple):
    """Where something stands: the steps from the top, and the path errors name it by."""

    steps: tuple[str | int, ...]
    path: str

    def container(self, document: Document) -> Any:
        node: Any = document
        for step in self.steps[:-1]:
            node = node[step]
        return node

    @property
    def key(self) -> Any:
        return self.steps[-1]


def places(
    node: object = None, steps: tuple[str | int, ...] = (), path: str = ""
) -> Iterator[tuple[Place, object]]:
    """Every place below a node (the small document), with what stands there."""
    node = SMALL if node is None else node
    items = node.items() if isinstance(node, dict) else enumerate(node)  # type: ignore[arg-type]
    for key, value in items:
        dotted = f"{path}.{key}" if path else str(key)
        below = f"{path}[{key}]" if isinstance(key, int) else dotted
        place = Place((*steps, key), below)
        yield place, value
        if isinstance(value, dict | list):
            yield from places(value, place.steps, place.path)


LEAVES = [place for place, value in places() if not isinstance(value, dict | list)]
TABLES = [place for place, value in places() if isinstance(value, dict)]
KEYS = [place for place, _ in places() if isinstance(place.key, str)]


def bent(*changes: Callable[[Document], None]) -> Document:
    document = small()
    for change in changes:
        change(document)
    return document
