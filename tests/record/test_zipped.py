"""An archive that is written as it is read."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from zipfile import ZipFile

from record.zipped import zipped

AT = datetime(2026, 12, 10, 9, 30, tzinfo=UTC)


def test_what_goes_in_comes_out_with_its_time() -> None:
    archive = b"".join(zipped([("a.txt", [b"satu", b" dua"]), ("b.txt", [])], at=AT))
    with ZipFile(io.BytesIO(archive)) as read:
        assert read.testzip() is None
        assert {i.filename: read.read(i) for i in read.infolist()} == {
            "a.txt": b"satu dua",
            "b.txt": b"",
        }
        assert read.infolist()[0].date_time == (2026, 12, 10, 9, 30, 0)


def test_no_more_is_read_than_was_asked_for() -> None:
    read = []

    def chunks() -> Iterator[bytes]:
        for number in range(100):
            read.append(number)
            yield bytes(1 << 16)

    parts = zipped([("a.bin", chunks())], at=AT)
    assert len(next(parts)) >= 1 << 16
    assert len(read) == 1
