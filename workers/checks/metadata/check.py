"""When, with what and where a photograph was taken, and whether its metadata agree."""

import hashlib

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Severity
from workers.checks.metadata.capture import Capture, read_capture
from workers.checks.metadata.dates import dates
from workers.checks.metadata.place import distance, far, rounded
from workers.checks.metadata.rewriting import edited, resized, rewritten
from workers.checks.metadata.said import said
from workers.checks.metadata.shown import table
from workers.checks.metadata.thumbnail import embedded_thumbnail, unlike

# Kinds that cameras write; a PNG or WebP never had any metadata of a camera to lose.
_OF_CAMERAS = {"jpeg", "heic"}
# A number too short or all of one sign is a placeholder that a thousand cameras share.
_LEAST_SERIAL, _LEAST_SIGNS = 5, 3


class Metadata(Check):
    """Capture date, place, editing software, and whether picture and metadata belong together."""

    name = "metadata"
    version = 2
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Read the metadata; the pixels are looked at only where they hold a small picture."""
        capture = _capture(file)
        away = distance(capture, context)
        shown = None if away is None else rounded(away)
        facts: Facts = {
            "metadata": capture.present,
            "camera": capture.camera,
            "software": list(capture.software),
            "taken": capture.taken.isoformat(sep=" ") if capture.taken else None,
            "distance_km": shown,
            "device": device_of(capture),
            "table": table(capture, file, shown),
        }
        findings = [
            *dates(capture, context),
            *edited(capture),
            *far(away, context),
            *resized(capture, file.size),
            *rewritten(capture, file.opened),
            *_thumbnail(file),
        ]
        if not capture.present and file.kind is not None and file.kind.code in _OF_CAMERAS:
            findings.append(said("no_metadata", Severity.INFO))
        return findings, facts


def _capture(file: File) -> Capture:
    """Read the metadata; in a PNG they may stand behind pixels that are cut off."""
    try:
        return read_capture(file.opened)
    except (OSError, SyntaxError, ValueError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault


def _thumbnail(file: File) -> list[Finding]:
    """A picture that cannot be decoded has been told of by another check."""
    small = embedded_thumbnail(file.opened)
    try:
        return list(unlike(small, file.picture.pixels)) if small is not None else []
    except CannotCheck:
        return []


def device_of(capture: Capture) -> str:
    """Return a digest of maker, model and number of the camera, empty without a number.

    The number itself is not kept: two files can be compared by the digest, nobody can read it.
    """
    signs = "".join(c for c in capture.serial.lower() if c.isalnum())
    if len(signs) < _LEAST_SERIAL or len(set(signs)) < _LEAST_SIGNS:
        return ""
    named = f"{capture.make.lower()}\n{capture.model.lower()}\n{signs}"
    return hashlib.sha256(named.encode()).hexdigest()
