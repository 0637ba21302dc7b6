"""Pictures that a child drew on demand: written as lines there, and read with suspicion here."""

import base64
import binascii
import io
import json
from dataclasses import dataclass
from typing import Any

from PIL import Image

from workers.checks.context import MEBIBYTE
from workers.checks.explanations import known_reasons
from workers.checks.finding import CannotCheck, Facts

MOST_BYTES = 4 * MEBIBYTE
_LARGEST = 10_000  # pixels
_LONGEST_NAME = 40
_QUALITY, _EFFORT = 80, 1


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One picture as WebP with its size in pixels; `facts` is what its drawer says of it."""

    name: str
    picture: bytes
    width: int
    height: int
    facts: Facts


def picture_line(name: str, picture: Image.Image, **facts: Any) -> bytes:
    """Write a picture as one line: pixels alone, without tags, profiles or comments."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY, method=_EFFORT)
    return _line(
        {
            "name": name,
            "picture": base64.b64encode(out.getvalue()).decode("ascii"),
            "width": bare.width,
            "height": bare.height,
            "facts": facts,
        }
    )


def refusal_line(reason: str) -> bytes:
    """Write why nothing can be drawn."""
    return _line({"reason": reason})


def _line(value: object) -> bytes:
    return json.dumps(value, allow_nan=False).encode() + b"\n"


def read_drawn(line: bytes) -> Drawn:
    """Read one picture. Raises CannotCheck where the child says why there is none.

    Raises ValueError for anything the child would not write.
    """
    try:
        value = json.loads(line)
        if "reason" in value:
            raise CannotCheck(value["reason"] if value["reason"] in known_reasons() else "fault")
        return _drawn(value)
    except (KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as fault:
        raise ValueError("not a picture of the child") from fault


def _drawn(value: dict[str, Any]) -> Drawn:
    picture = base64.b64decode(value["picture"], validate=True)
    sizes = (value["width"], value["height"])
    name, facts = value["name"], value["facts"]
    webp = picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" and len(picture) <= MOST_BYTES
    sized = all(type(side) is int and 0 < side <= _LARGEST for side in sizes)
    named = isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and isinstance(facts, dict)
    if not (webp and sized and named):
        raise ValueError("not a picture of the child")
    return Drawn(name=name, picture=picture, width=sizes[0], height=sizes[1], facts=facts)
