"""Room for the frames of a test in one piece.

CPython keeps the frames of calls in pieces of 16 kB. A loop that calls across the end of a piece
maps and unmaps one each time round (`push_chunk` in Python/pystate.c, until they are kept), and in
a stack as deep as Django's under pytest some loop always does: 10,000 times a second, a tenth of
the processor's time. A frame that needs much more gets a piece to its measure, doubled, in which
whatever it calls finds room.
"""

from collections.abc import Callable

import pytest

# The names of variables that are never set: 8 bytes each, 320 kB of a piece of 512.
UNSET = "\n".join(f"        unset{number} = 0" for number in range(40_000))
SOURCE = f"def roomy(call, never=False):\n    if never:\n{UNSET}\n    return call()\n"


def _made() -> Callable[[Callable[[], object]], object]:
    names: dict[str, Callable[[Callable[[], object]], object]] = {}
    exec(SOURCE, names)  # noqa: S102 - our own text, too long to write
    return names["roomy"]


roomy = _made()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> object:
    """Call the test as pytest does, with room."""
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    roomy(lambda: pyfuncitem.obj(**given))
    return True
