"""Why the directory refuses something."""

from collections.abc import Sequence


class NotAllowed(Exception):
    """The actor may not do this at all."""


class Refused(Exception):
    """What was asked cannot be done now; `reasons` say why, in the reader's language."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)
