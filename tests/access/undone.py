"""A transaction that is rolled back, within which the product's own may be outermost."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Undo all that the body writes.

    Marked as Django's TestCase marks its own, because recorded() asks for a durable transaction.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)
