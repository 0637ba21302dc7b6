import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.canonical import LARGEST_WHOLE_NUMBER, canonical, instant
from record.errors import NotCanonical

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_WHOLE_NUMBER, LARGEST_WHOLE_NUMBER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_it_is_json_of_the_same_value_and_writing_it_again_changes_nothing(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(texts, st.integers(0, 9), min_size=2, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_keys_are_sorted_by_utf16_code_unit_as_in_rfc_8785() -> None:
    # The example of RFC 8785, section 3.2.3: an emoji sorts before U+FB33, though its code point
    # is the larger one.
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    order = json.loads(canonical(dict.fromkeys(keys, 0))).keys()
    assert list(order) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_nothing_is_escaped_that_need_not_be() -> None:
    assert canonical("é/\u2028\x7f") == '"é/\u2028\x7f"'
    assert canonical('"\\\b\f\n\r\t\x1f') == r'"\"\\\b\f\n\r\t\u001f"'


def test_types_that_json_lacks_become_text() -> None:
    wib = timezone(timedelta(hours=7))
    value = {
        "uuid": UUID("00000000-0000-4000-8000-000000000001"),
        "points": Decimal("10.50"),
        "day": date(2025, 11, 21),
        "at": datetime(2025, 11, 21, 7, tzinfo=wib),
        "codes": ("a-1", "a-2"),
    }
    assert json.loads(canonical(value)) == {
        "uuid": "00000000-0000-4000-8000-000000000001",
        "points": "10.50",
        "day": "2025-11-21",
        "at": "2025-11-21T00:00:00.000000Z",
        "codes": ["a-1", "a-2"],
    }


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        Decimal("NaN"),
        LARGEST_WHOLE_NUMBER + 1,
        "\ud800",
        b"bytes",
        {1: "a key that is no text"},
        {"nested": [0.5]},
        datetime(2025, 11, 21),  # noqa: DTZ001
        object(),
        {1, 2},
    ],
)
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_an_instant_is_utc_with_microseconds() -> None:
    assert instant(datetime(2025, 1, 2, 3, 4, 5, 6, UTC)) == "2025-01-02T03:04:05.000006Z"
