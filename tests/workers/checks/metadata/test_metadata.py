from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.workers.checks import makers
from workers.checks.context import Context
from workers.checks.distance import kilometres
from workers.checks.file import File
from workers.checks.finding import Finding, Outcome, Severity, Status
from workers.checks.metadata.capture import read_capture
from workers.checks.metadata.check import Metadata

JAKARTA, SURABAYA = (-6.2088, 106.8456), (-7.2575, 112.7521)
SEASON: dict[str, Any] = {"season_start": date(2024, 1, 1), "season_end": date(2024, 10, 31)}


def check(context: Context | None = None, **tags: Any) -> Outcome:
    return Metadata().run(
        File(makers.jpeg(exif=makers.exif(**tags)), "a.jpg"), context or Context()
    )


def kinds(context: Context | None = None, **tags: Any) -> list[str]:
    outcome = check(context, **tags)
    assert outcome.status is Status.DONE, outcome
    return [finding.kind for finding in outcome.findings]


@pytest.mark.parametrize(
    ("taken", "outside"),
    [
        ("2024:05:01 10:00:00", False),
        ("2023:12:31 07:00:00", False),  # the first of January already, east of Greenwich
        ("2023:12:30 23:59:59", True),
        ("2024:11:01 12:00:00", False),
        ("2024:11:02 00:00:00", True),
        ("2019:05:01 10:00:00", True),
    ],
)
def test_the_season_with_a_day_of_grace(taken: str, *, outside: bool) -> None:
    assert kinds(Context(**SEASON), taken=taken) == ["outside_season"] * outside


def test_half_a_season_is_checked_as_far_as_it_is_known() -> None:
    taken = "2019:05:01 10:00:00"
    assert kinds(Context(season_end=date(2024, 1, 1)), taken=taken) == []
    assert kinds(Context(season_start=date(2024, 1, 1)), taken=taken) == ["outside_season"]
    assert kinds(Context(), taken=taken) == []


def test_taken_after_the_upload() -> None:
    context = Context(uploaded_at=datetime(2024, 5, 1, 3, 0, tzinfo=UTC))
    assert kinds(context, taken="2024:05:01 11:00:00") == []  # ten hours ahead: Jayapura and more
    assert kinds(context, taken="2024:05:02 03:00:01") == ["after_upload"]
    assert kinds(context, taken="2024:05:02 04:00:00", zone="+07:00") == []
    assert kinds(context, taken="2024:05:02 10:00:01", zone="+07:00") == ["after_upload"]


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "2024:13:45 99:00:00", "kemarin", "", None]
)
def test_a_date_that_no_clock_shows_is_no_date(taken: str | None) -> None:
    outcome = check(Context(**SEASON), taken=taken)
    assert outcome.findings == ()
    assert outcome.facts["taken"] is None


@pytest.mark.parametrize("zone", ["+07:00", "-03:30", "+99:99", "WIB"])
def test_odd_zones_are_read_or_left_out(zone: str) -> None:
    assert kinds(Context(**SEASON), taken="2024:05:01 10:00:00", zone=zone) == []


@pytest.mark.parametrize("software", ["Adobe Photoshop 21.0 (Windows)", "GIMP 2.10.30", "PicsArt"])
def test_editing_software_is_low_and_named(software: str) -> None:
    (finding,) = check(software=software).findings
    assert (finding.kind, finding.severity) == ("editing_software", Severity.LOW)
    assert software in finding.explanation.id


@pytest.mark.parametrize(
    "software", ["HDR+ 1.0.345", "Nikon Transfer 1.1 W", "GPS Map Camera", "Ver.1.0", "17.4.1", ""]
)
def test_a_camera_s_own_software_raises_nothing(software: str) -> None:
    assert kinds(software=software) == []


def test_the_tool_named_in_xmp() -> None:
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmp:CreatorTool="Adobe Lightroom 7"/></x:xmpmeta>'
    )
    file = File(makers.jpeg(xmp=xmp), "a.jpg")
    (finding,) = _told(Metadata().run(file, Context()))
    assert finding.facts == {"software": "Adobe Lightroom 7"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((-6.2088, 106.8456), []),
        ((-6.25, 106.85), []),
        ((-6.30, 106.90), [Severity.LOW]),
        (SURABAYA, [Severity.MEDIUM]),
    ],
)
def test_the_distance_from_the_unit(place: tuple[float, float], expected: list[Severity]) -> None:
    context = Context(latitude=JAKARTA[0], longitude=JAKARTA[1])
    outcome = check(context, place=place)
    assert [finding.severity for finding in outcome.findings] == expected


def test_a_place_leaves_the_check_as_a_distance_only() -> None:
    outcome = check(Context(latitude=JAKARTA[0], longitude=JAKARTA[1]), place=SURABAYA)
    assert outcome.facts["distance_km"] == pytest.approx(663, abs=5)
    shown = repr(outcome)
    for coordinate in ("7.25", "112.7", "6.20", "106.8"):
        assert coordinate not in shown


def test_without_the_unit_s_place_there_is_no_distance() -> None:
    assert check(place=SURABAYA).facts["distance_km"] is None
    assert kinds(place=SURABAYA) == []


@pytest.mark.parametrize("form", ["PNG", "WEBP", "HEIF"])
def test_every_accepted_format_is_read(form: str) -> None:
    tags = makers.exif(taken="2019:05:01 10:00:00", software="GIMP 2.10")
    data = makers.encoded(makers.photograph(), form, exif=tags)
    outcome = Metadata().run(File(data, "a"), Context(**SEASON))
    assert {f.kind for f in outcome.findings} == {"outside_season", "editing_software"}


def _told(outcome: Outcome) -> list[Finding]:
    return [f for f in outcome.findings if f.kind != "no_metadata"]


def test_a_picture_without_metadata_is_a_note() -> None:
    outcome = Metadata().run(File(makers.jpeg(), "a.jpg"), Context(**SEASON))
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("no_metadata", Severity.INFO)
    assert outcome.facts["metadata"] is False


def test_other_files_are_not_its_business() -> None:
    assert Metadata().run(File(makers.pdf(), "a.pdf"), Context()).status is Status.SKIPPED


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_broken_metadata_never_ends_a_check(tags: bytes) -> None:
    data = makers.encoded(Image.new("RGB", (8, 8)), "JPEG", exif=b"Exif\0\0" + tags)
    outcome = Metadata().run(File(data, "a.jpg"), Context(**SEASON))
    assert outcome.status in {Status.DONE, Status.COULD_NOT_CHECK}


def test_a_png_that_is_cut_off_could_not_be_checked() -> None:
    data = makers.encoded(makers.photograph(), "PNG")
    outcome = Metadata().run(File(data[: len(data) // 2], "a.png"), Context())
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "damaged")


def test_a_place_of_nonsense_is_no_place() -> None:
    for place in ((0.0, 0.0), (95.0, 10.0)):
        data = makers.jpeg(exif=makers.exif(place=place))
        assert read_capture(File(data, "a.jpg").opened).place is None


latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)
places = st.tuples(latitudes, longitudes)


@settings(deadline=None)
@given(places, places, places)
def test_distance_behaves_like_a_distance(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert kilometres(a, a) == pytest.approx(0, abs=0.01)
    assert kilometres(a, b) == pytest.approx(kilometres(b, a), abs=1e-6)
    assert 0 <= kilometres(a, b) <= 20_016
    assert kilometres(a, c) <= kilometres(a, b) + kilometres(b, c) + 0.01
