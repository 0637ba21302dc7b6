"""Metadata that contradict each other, the clocks or the picture."""

import io
import struct
from typing import Any

import pytest
from PIL import Image

from tests.workers.checks import makers
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.metadata.check import Metadata
from workers.checks.metadata.tables import standard_quality

INFO, LOW, MEDIUM, _HIGH = Severity
_DETAIL, _GPS = 0x8769, 0x8825


def picture(
    name: str = "astronaut.png",
    *,
    main: dict[int, Any] | None = None,
    detail: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
    thumbnail: Image.Image | None = None,
    shown: Image.Image | None = None,
    **options: Any,
) -> bytes:
    """A JPEG with metadata of a camera, and a small picture in them if one is given."""
    tags = makers.exif(taken="2024:05:01 10:00:00")
    for number, value in (main or {}).items():
        tags[number] = value
    tags.get_ifd(_DETAIL).update(detail or {})
    if gps:
        tags.get_ifd(_GPS).update(gps)
    block = tags.tobytes()
    if thumbnail is not None:
        block = _with_thumbnail(block, thumbnail)
    return makers.encoded(
        shown or makers.photograph(name), exif=block, **{"quality": 90, **options}
    )


def _with_thumbnail(block: bytes, thumbnail: Image.Image) -> bytes:
    """Put a second directory behind the tags, and the small picture it points to behind that."""
    small = makers.encoded(thumbnail, quality=80)
    header = b"Exif\0\0" if block.startswith(b"Exif\0\0") else b""
    tiff = bytearray(block[len(header) :])
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, first)
    second = len(tiff)
    struct.pack_into(order + "I", tiff, first + 2 + 12 * count, second)
    place = second + 2 + 2 * 12 + 4
    entries = ((0x0201, place), (0x0202, len(small)))
    tiff += struct.pack(order + "H", len(entries))
    for tag, value in entries:
        tiff += struct.pack(order + "HHII", tag, 4, 1, value)
    return header + bytes(tiff) + struct.pack(order + "I", 0) + small


def check(data: bytes, **context: Any) -> Outcome:
    name = context.pop("name", "a.jpg")
    outcome = Metadata().run(File(data, name), Context(name=name, **context))
    assert outcome.status is Status.DONE, outcome
    return outcome


def kinds(data: bytes, **context: Any) -> dict[str, Severity]:
    return {f.kind: f.severity for f in check(data, **context).findings}


def utc(hours: float, day: str = "2024:05:01") -> dict[int, Any]:
    return {7: (float(int(hours)), round(hours % 1 * 60, 2), 0.0), 29: day}


def test_what_agrees_raises_nothing() -> None:
    data = picture(
        main={0x0132: "2024:05:01 10:00:00"},
        detail={0x9004: "2024:05:01 10:00:00", 0x9011: "+07:00", 0xA002: 512, 0xA003: 512},
        gps=utc(3),
        thumbnail=makers.photograph().resize((160, 160)),
    )
    assert kinds(data, time_zone="Asia/Jakarta", name="IMG_20240501_100000.jpg") == {}


@pytest.mark.parametrize(
    ("main", "detail", "name", "expected"),
    [
        ({}, {0x9004: "2022:03:01 10:00:00"}, "a.jpg", MEDIUM),
        ({0x0132: "2022:03:01 10:00:00"}, {}, "a.jpg", MEDIUM),
        ({}, {}, "IMG_20220301_100000.jpg", MEDIUM),
        ({}, {0x9004: "2024:06:01 10:00:00"}, "a.jpg", LOW),  # imported later
        ({0x0132: "2024:06:01 10:00:00"}, {}, "a.jpg", None),  # saved again later
        ({}, {}, "IMG_20240601_100000.jpg", None),
        ({}, {}, "IMG-20220301-WA0001.jpg", None),  # a messenger's name says nothing of a camera
        ({}, {}, "IMG_20241399_100000.jpg", None),
        ({}, {0x9004: "2024:05:02 22:00:00"}, "a.jpg", None),
    ],
)
def test_dates_that_contradict(
    main: dict[int, Any], detail: dict[int, Any], name: str, expected: Severity | None
) -> None:
    assert kinds(picture(main=main, detail=detail), name=name).get("dates_contradict") is expected


def test_the_date_in_xmp_counts_too() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        b' xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        b' exif:DateTimeOriginal="2022-03-01T10:00:00+07:00"/></rdf:RDF></x:xmpmeta>'
    )
    assert kinds(picture(xmp=packet)) == {"dates_contradict": MEDIUM}


@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        (utc(3), None),
        (utc(20, "2024:04:30"), None),  # a zone far away
        (utc(10, "2024:04:30"), LOW),
        (utc(3, "2022:05:01"), MEDIUM),
        ({7: (99.0, 0.0, 0.0), 29: "2022:05:01"}, None),
        ({7: (3.0, 0.0, 0.0), 29: "kemarin"}, None),
        ({29: "2022:05:01"}, None),
    ],
)
def test_the_clock_of_the_satellites(gps: dict[int, Any], expected: Severity | None) -> None:
    assert kinds(picture(gps=gps)).get("gps_clock_differs") is expected


@pytest.mark.parametrize(
    ("zone", "gps", "region", "expected"),
    [
        ("+09:00", {}, "Asia/Jakarta", {"zone_elsewhere": INFO}),
        ("+07:00", {}, "Asia/Jakarta", {}),
        ("+09:00", {}, "", {}),
        ("+09:00", {}, "Mars/Olympus", {}),
        ("+09:00", utc(3), "Asia/Jakarta", {"zone_contradicts": LOW}),
        ("+07:00", utc(2.62), "", {}),  # an old position: no zone at all
    ],
)
def test_time_zones(
    zone: str, gps: dict[int, Any], region: str, expected: dict[str, Severity]
) -> None:
    assert kinds(picture(detail={0x9011: zone}, gps=gps), time_zone=region) == expected


@pytest.mark.parametrize(
    ("declared", "differs"),
    [((512, 512), False), ((512, 520), False), ((4000, 3000), True), ((0, 0), False)],
)
def test_the_size_against_what_the_camera_says(declared: tuple[int, int], *, differs: bool) -> None:
    data = picture(detail={0xA002: declared[0], 0xA003: declared[1]})
    assert kinds(data) == ({"size_differs": LOW} if differs else {})


def test_a_large_picture_that_was_decoded_smaller_before() -> None:
    large = makers.photograph("coffee.png").resize((4_800, 3_200))
    file = File(picture(shown=large, detail={0xA002: 4_800, 0xA003: 3_200}), "a.jpg")
    assert max(file.picture.pixels.size) < 4_800
    assert Metadata().run(file, Context()).findings == ()


def test_a_quarter_turn_is_no_other_size() -> None:
    data = picture("coffee.png", detail={0xA002: 400, 0xA003: 600})
    assert kinds(data) == {}


def _letterboxed(image: Image.Image) -> Image.Image:
    canvas = Image.new("RGB", (160, 120))
    small = image.resize((160, 80))
    canvas.paste(small, (0, 20))
    return canvas


@pytest.mark.parametrize(
    "small",
    [
        makers.photograph("coffee.png").resize((160, 107)),
        makers.photograph("coffee.png").resize((160, 107)).transpose(Image.Transpose.ROTATE_90),
        _letterboxed(makers.photograph("coffee.png")),
        makers.photograph("coffee.png").crop((33, 0, 567, 400)).resize((160, 120)),
        Image.new("RGB", (160, 120), "grey"),  # nothing to compare
    ],
)
def test_a_camera_s_own_small_picture(small: Image.Image) -> None:
    assert kinds(picture("coffee.png", thumbnail=small)) == {}


def test_a_small_picture_of_something_else() -> None:
    small = makers.photograph("astronaut.png").resize((160, 120))
    assert kinds(picture("coffee.png", thumbnail=small)) == {"thumbnail_unlike": MEDIUM}


def test_a_cropped_picture_under_its_old_small_one() -> None:
    whole = makers.photograph("coffee.png")
    data = picture(shown=whole.crop((60, 60, 420, 300)), thumbnail=whole.resize((160, 107)))
    assert kinds(data) == {"thumbnail_shows_more": LOW}


def test_a_small_picture_that_cannot_be_read_is_none() -> None:
    data = picture(thumbnail=makers.photograph().resize((160, 120)))
    start = data.index(b"\xff\xd8", 10)
    broken = data[: start + 2] + b"\0" * 200 + data[start + 202 :]
    assert kinds(broken) == {}


@pytest.mark.parametrize("quality", [1, 30, 50, 75, 92, 100])
def test_the_tables_of_the_standard_are_known(quality: int) -> None:
    with Image.open(io.BytesIO(makers.jpeg(quality=quality))) as image:
        assert standard_quality(image) == quality


@pytest.mark.parametrize(
    ("make", "options", "expected"),
    [
        ("Canon", {"quality": 90}, {"rewritten": LOW}),
        ("Samsung", {"quality": 90}, {}),  # telephones write the standard's tables themselves
        ("Canon", {"qtables": [list(range(1, 65)), list(range(2, 66))]}, {}),
        ("Samsung", {"comment": "CREATOR: gd-jpeg v1.0, quality = 80"}, {"rewritten": LOW}),
        ("Samsung", {"comment": "Libur bersama"}, {}),
    ],
)
def test_the_traces_of_programs(
    make: str, options: dict[str, Any], expected: dict[str, Severity]
) -> None:
    assert kinds(picture(main={0x010F: make}, **options)) == expected


def test_a_named_editor_is_told_once() -> None:
    data = picture(main={0x010F: "Canon", 0x0131: "GIMP 2.10"})
    assert kinds(data) == {"editing_software": LOW}


def test_the_number_of_a_camera_is_kept_as_a_digest() -> None:
    numbers = ["01234567", " 0123-4567", "07654321", "0000000", "12"]
    found = [check(picture(detail={0xA431: number})).facts["device"] for number in numbers]
    assert found[0] == found[1] != ""
    assert found[2] not in {found[0], ""}
    assert found[3:] == ["", ""]
    assert "01234567" not in repr(check(picture(detail={0xA431: "01234567"})))


def test_the_table_can_be_read() -> None:
    data = picture(main={0x0131: "GIMP 2.10"}, detail={0xA002: 4000, 0xA003: 3000})
    rows = check(data).facts["table"]
    shown = {(row["group"]["en"], row["label"]["id"]): row["value"] for row in rows}
    assert shown["Camera", "Pembuat"] == "Contoh"
    assert shown["Time", "Diambil"] == "2024-05-01 10:00:00"
    assert shown["Program", "Disimpan dengan"] == "GIMP 2.10"
    assert shown["File", "Ukuran menurut kamera"] == "4000 x 3000"
