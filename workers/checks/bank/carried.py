"""Reading the points that the child wrote, without looking into them; needs no library."""

import base64
import binascii

from workers.checks.bank.sizes import MOST_POINTS, POINT_BYTES

STEP = "points"


def carried_points(text: object) -> bytes | None:
    """Return the points as bytes, None for what cannot be any: the child has read hostile bytes."""
    if not isinstance(text, str):
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return data if len(data) % POINT_BYTES == 0 and len(data) <= MOST_POINTS * POINT_BYTES else None
