"""What can go wrong when something is to be kept for good."""

from collections.abc import Sequence


class RecordError(Exception):
    """Any refusal of the record."""


class Refusal(Exception):
    """What was asked cannot be done now; `reasons` say why, in the reader's language.

    Every app's own Refused is one, so that what runs any app's work can tell it from a fault.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)


class NotCanonical(RecordError, ValueError):
    """A value that has no single canonical form: a float, a naive time, a key that is no text."""


class StoreError(RecordError):
    """The evidence store could not do what was asked."""


class StoreUnavailable(StoreError):
    """The store does not answer or refuses us; trying again later may help."""


class StoreFull(StoreError):
    """No space is left; nothing was kept."""


class StoreCorrupt(StoreError):
    """Bytes that are already stored are not those their name promises."""


class NotStored(StoreError):
    """No bytes are stored under this digest."""


class TooLarge(StoreError):
    """More bytes arrived than the limit allows; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class BrokenOff(StoreError):
    """The bytes stopped coming before their end (the client is gone); nothing was kept."""


class NotForYou(RecordError):
    """The person may not ask for this work, or no longer may have what it made."""


class LostLease(RecordError):
    """The job belongs to somebody else by now: what was worked out must not be written."""


class Inconsistent(RecordError):
    """The ledger is not whole, or is no longer what an earlier checkpoint says; `faults` say where."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class DocumentError(RecordError):
    """A document could not be rendered: the template is at fault, or a value it needs is missing."""
