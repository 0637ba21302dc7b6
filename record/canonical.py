"""One text for one value: JSON as RFC 8785 writes it, without floats.

Whoever hashes a value must get the same bytes today and in twenty years, in Python or in another
language. Hence: keys sorted by UTF-16 code unit, no white space, no escapes but the needed ones,
whole numbers only up to 2^53, times in UTC with microseconds.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from record.errors import NotCanonical

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Fact: TypeAlias = (
    "bool | int | str | UUID | Decimal | date | Sequence[Fact] | Mapping[str, Fact] | None"
)

LARGEST_WHOLE_NUMBER = 2**53 - 1


def canonical(value: object) -> str:
    """Return the canonical JSON text of `value`.

    Besides JSON's own types it takes UUID, Decimal (as text, digits kept), date and aware datetime.
    Raises NotCanonical for anything else, a float above all.
    """
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plain(value: object) -> Json:
    """Return `value` made of JSON's own types only, with its keys in canonical order."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _whole_number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(value[key]) for key in _in_order(value)}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    return _as_text(value)


def instant(value: datetime) -> str:
    """Return an aware time as UTC text, always with microseconds: 2025-11-21T03:04:05.000006Z."""
    if value.tzinfo is None:
        raise NotCanonical(f"a time without a zone: {value!r}")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _as_text(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    raise NotCanonical(f"{type(value).__name__} has no canonical form: {value!r}")


def _whole_number(value: int) -> int:
    if abs(value) > LARGEST_WHOLE_NUMBER:
        raise NotCanonical(f"{value} is larger than every JSON reader can hold; give it as text")
    return value


def _text(value: str) -> str:
    if value.isascii():  # most are, and a ledger is long
        return str(value)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(f"half a surrogate pair in {value!r}") from error
    return str(value)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"a key must be text, not {key!r}")
    return _text(key)


def _in_order(value: Mapping[object, object]) -> list[object]:
    keys = {key: _key(key) for key in value}
    if all(text.isascii() for text in keys.values()):
        return sorted(keys, key=keys.__getitem__)
    return sorted(keys, key=lambda key: keys[key].encode("utf-16-be"))
