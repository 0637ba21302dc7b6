"""The shapes that words in the ledger must have."""

import re
from collections.abc import Mapping, Sequence

from record.errors import RecordError

CLOCK = "clock"
SYSTEM = "system"
LONGEST_TEXT = 200

_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ACTOR = re.compile(rf"person:{_UUID}|{CLOCK}|{SYSTEM}")
_KIND = re.compile(r"[a-z][a-z0-9_]{1,59}")
_SUBJECT = re.compile(r"[a-z][a-z_]*:[\w./:-]{1,90}", re.ASCII)


class BadEvent(RecordError, ValueError):
    """An event that the ledger must not take."""


def check_actor(actor: str) -> None:
    """Refuse an actor that is neither person:<uuid>, nor clock, nor system."""
    if not _ACTOR.fullmatch(actor):
        raise BadEvent(f"no such actor: {actor!r}")


def check_event(kind: str, subject: str, facts: Mapping[str, object]) -> None:
    """Refuse an event whose words are not codes.

    The ledger can never be corrected, so a name or a free text must not get in; those are given as
    commitments. What can be seen by a machine is refused here: long texts and several lines.
    """
    if not _KIND.fullmatch(kind):
        raise BadEvent(f"no such kind of event: {kind!r}")
    if not _SUBJECT.fullmatch(subject):
        raise BadEvent(f"a subject is <word>:<id>, not {subject!r}")
    _refuse_free_text(facts)


def _refuse_free_text(value: object) -> None:
    if isinstance(value, str) and (len(value) > LONGEST_TEXT or "\n" in value):
        raise BadEvent("free text in a fact; give a commitment instead")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_free_text(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            _refuse_free_text(item)
