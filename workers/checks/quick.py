"""The look the web process takes at an upload: size, name and first bytes, no parser at all."""

from dataclasses import dataclass

from workers.checks.context import MEBIBYTE, Context
from workers.checks.explanations import Text, content_name, refusal_text
from workers.checks.kinds import BY_EXTENSION, KINDS, LEGACY_EXTENSIONS, OFFICE, Kind, sniff


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an upload is not taken, and what its sender can do instead."""

    code: str
    message: Text


def quick_look(head: bytes, size: int, name: str) -> Refusal | Kind:
    """Say what an upload is, or why it is refused.

    `head` is its first bytes (`kinds.HEAD_BYTES` are enough), `size` its length in bytes, `name`
    the name its sender gave it. The kind of an Office file is taken from its extension here; the
    check of the content looks inside. Never raises.
    """
    extension = Context(name=name).extension
    kind = BY_EXTENSION.get(extension)
    if size <= 0 or not head:
        return _refuse("empty")
    if kind is None:
        legacy = extension in LEGACY_EXTENSIONS
        return _refuse("legacy_office" if legacy else "extension_not_allowed", extension=extension)
    if size > kind.max_bytes:
        return _refuse("too_large", limit=kind.max_bytes // MEBIBYTE)
    found = sniff(head)
    if found == kind.code or (kind.family == OFFICE and found == "zip"):
        return kind
    if kind.family == OFFICE and found == "ole":
        return _refuse("locked_office")
    return _refuse(_code_of(found), extension=extension, found=content_name(found))


def _code_of(found: str | None) -> str:
    """Why content does not fit its name: only what would be taken by another name may be renamed."""
    if not found:
        return "content_unknown"
    return "content_differs" if found in KINDS else "content_not_accepted"


def _refuse(code: str, **values: object) -> Refusal:
    shown = {k: v or "—" for k, v in values.items()}
    return Refusal(code=code, message=refusal_text(code, **shown))
