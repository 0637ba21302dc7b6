"""One file under examination: its bytes, and what several checks need of them, read once."""

import hashlib
import time
from contextlib import AbstractContextManager
from functools import cached_property

from PIL import Image

from workers.checks.budget import within
from workers.checks.context import Limits
from workers.checks.finding import NothingToCheck
from workers.checks.kinds import HEAD_BYTES, KINDS, PICTURE, Kind, sniff
from workers.checks.office.package import package_kind
from workers.checks.picture import Picture, decode, open_picture


class File:
    """The bytes of an upload with its declared name. Reading goes only as far as is asked for."""

    def __init__(self, data: bytes, name: str = "", limits: Limits | None = None) -> None:
        self.data = data
        self.name = name
        self.limits = limits or Limits()
        self._size = (0, 0)
        self._begun = time.process_time()

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """Give a block so many seconds of the processor, and no more than the file has left.

        The block raises CannotCheck("timeout") when they are over.
        """
        return within(min(seconds, self.seconds_left))

    @property
    def seconds_left(self) -> float:
        """What the file has left of its time."""
        return self.limits.seconds - (time.process_time() - self._begun)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def sniffed(self) -> str | None:
        """What the first bytes say: a code, also of kinds that are not accepted, or None."""
        return sniff(self.data[:HEAD_BYTES])

    @cached_property
    def kind(self) -> Kind | None:
        """The accepted kind the bytes are of, looking into an Office file, else None."""
        code = package_kind(self.data) if self.sniffed == "zip" else self.sniffed
        return KINDS.get(code or "")

    def expect(self, family: str) -> Kind:
        """Return the kind; raises NothingToCheck when it is of another family."""
        if self.kind is None or self.kind.family != family:
            raise NothingToCheck("other_kind")
        return self.kind

    @cached_property
    def opened(self) -> Image.Image:
        """The picture with its header read and nothing decoded; raises CannotCheck."""
        image = open_picture(self.data, self.expect(PICTURE).code, self.limits)
        self._size = image.size
        return image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as stored, also after a decoding that left out what was not needed.

        Raises what `opened` raises.
        """
        _ = self.opened
        return self._size

    @cached_property
    def picture(self) -> Picture:
        """The picture, decoded once for all checks; raises CannotCheck."""
        return decode(self.opened, self.limits)
