"""Why the directory refuses something."""

from record.errors import Refusal


class NotAllowed(Exception):
    """The actor may not do this at all."""


class Refused(Refusal):
    """What was asked cannot be done now; `reasons` say why, in the reader's language."""
