from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from config.tags import local_time, time_left, urgency, widget_class

MOMENT = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "1 Maret 2026 23.30 WIB"),
        ("Asia/Makassar", "2 Maret 2026 00.30 WITA"),
        ("Asia/Jayapura", "2 Maret 2026 01.30 WIT"),
    ],
)
def test_a_moment_is_shown_on_the_readers_clock(zone: str, shown: str) -> None:
    with timezone.override(zone):
        assert shown in local_time(MOMENT)


def test_a_moment_carries_its_exact_time_for_machines() -> None:
    with timezone.override("Asia/Makassar"):
        assert 'datetime="2026-03-02T00:30:00+08:00"' in local_time(MOMENT)


def test_a_month_is_named_in_the_readers_language() -> None:
    with translation.override("en"):
        assert "1 March 2026" in local_time(MOMENT)


@pytest.mark.parametrize(
    ("gap", "shown", "colour"),
    [
        (timedelta(days=12, hours=5), "13 hari lagi", "calm"),  # past midnight: now it is 23.30
        (timedelta(days=3, hours=23), "4 hari lagi", "calm"),
        (timedelta(days=3, seconds=30), "3 hari lagi", "calm"),
        (timedelta(hours=25), "2 hari lagi", "soon"),
        (timedelta(hours=24), "1 hari lagi", "soon"),
        (timedelta(hours=5, minutes=59), "5 jam lagi", "soon"),
        (timedelta(minutes=9, seconds=30), "9 menit lagi", "soon"),
        (timedelta(seconds=20), "0 menit lagi", "soon"),
        (timedelta(hours=-3), "lewat 3 jam", "late"),
        (timedelta(days=-2, minutes=-1), "lewat 2 hari", "late"),
    ],
)
def test_how_long_is_left(
    monkeypatch: pytest.MonkeyPatch, gap: timedelta, shown: str, colour: str
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)
    with timezone.override("Asia/Jakarta"):
        assert time_left(MOMENT + gap) == shown
    assert urgency(MOMENT + gap) == colour


@pytest.mark.parametrize(
    ("attrs", "classes"),
    [
        ({}, "govuk-input"),
        ({"class": "govuk-input--width-5"}, "govuk-input govuk-input--width-5"),
        ({"aria-invalid": "true"}, "govuk-input govuk-input--error"),
    ],
)
def test_a_widget_has_the_classes_of_its_state(attrs: dict[str, Any], classes: str) -> None:
    assert widget_class({"attrs": attrs}, "govuk-input") == classes
