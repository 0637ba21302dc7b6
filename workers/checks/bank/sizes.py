"""How large what is told of a picture may be; for those who pass it on without looking into it."""

from typing import Final

# Points that are sought, spread over the picture, and those that are stored of it.
SOUGHT: Final = 1_000
KEPT: Final = 300
MOST_POINTS: Final = SOUGHT + KEPT
POINT_BYTES: Final = 133
