"""An archive written as it is read, so that its size costs no memory."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_STORED, ZipFile, ZipInfo

Member = tuple[str, Iterable[bytes]]  # a name of our own making, and the bytes


class _Sink(io.RawIOBase):
    """Takes what the archive writes and cannot go back, like a pipe."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        taken = bytes(part)  # type: ignore[call-overload]  # any buffer
        self.parts.append(taken)
        return len(taken)

    def taken(self) -> bytes:
        parts, self.parts = self.parts, []
        return b"".join(parts)


def zipped(members: Iterable[Member], *, at: datetime) -> Iterator[bytes]:
    """Yield a ZIP of the members, each dated `at`; photographs and PDFs gain nothing by packing."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for name, chunks in members:
            with archive.open(ZipInfo(name, at.timetuple()[:6]), "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()
