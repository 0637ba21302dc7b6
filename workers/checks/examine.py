"""Everything about one file: the battery in its child, the antivirus, previews, fingerprint."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workers.checks import clamav, sandbox, wire
from workers.checks.bank.carried import STEP as _POINTS
from workers.checks.bank.carried import carried_points
from workers.checks.context import MEBIBYTE, Context
from workers.checks.embedded.picture import LONGEST_PART, MOST_PICTURES
from workers.checks.finding import Facts, Outcome, Severity, Status, worst_of
from workers.checks.kinds import KINDS, Kind
from workers.checks.likeness import TURNS, Fingerprint
from workers.checks.scans.read import read_scan
from workers.checks.scans.verdict import NAME as LETTER
from workers.checks.scans.verdict import SCAN
from workers.checks.texts.words import has_words
from workers.checks.traced import read_traces
from workers.checks.traces import Trace

# Steps that give something to the application instead of asking a person something.
_FINGERPRINT, _PREVIEW, _TEXT = "fingerprint", "preview", "text"
# Steps whose work is in the report itself: they leave no outcome.
INNER = frozenset({_FINGERPRINT, _PREVIEW, _TEXT, _POINTS})
_EMBEDDED = "embedded"
_MOST_PREVIEW_BYTES = 4 * MEBIBYTE
_HASH_DIGITS = 64
_LARGEST_PREVIEW = 10_000  # pixels
_MOST_PAGES = 100_000
_MOST_TEXT = 400_000  # characters


@dataclass(frozen=True, kw_only=True)
class Inside:
    """What is known of a picture inside a document, and where it stands."""

    part: str
    page: int | None
    fingerprint: Fingerprint
    points: bytes


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known of one file after its examination.

    `outcomes` has one entry a check. Without a fingerprint or previews their `_reason` is a code
    of `explanations.toml` ("other_kind": there is nothing to make one of), and so without a text,
    where `text_status` says whether that is a fault. `text_source` is "text", or "ocr" for what was
    read in a scan. `points` are what the bank of pictures is told, as bytes; `points_reason` says why
    there are none where there is a fingerprint. Previews are WebP.
    """

    sha256: str
    size: int
    kind: Kind | None
    outcomes: tuple[Outcome, ...]
    fingerprint: Fingerprint | None
    embedded: tuple[Inside, ...]
    traces: tuple[Trace, ...]
    fingerprint_reason: str
    points: bytes | None
    points_reason: str
    preview: bytes | None
    thumbnail: bytes | None
    preview_reason: str
    preview_size: tuple[int, int]  # width and height in pixels, 0 without one
    text: str
    text_source: str
    text_status: Status
    text_reason: str
    seconds: float
    peak_bytes: int

    @property
    def unchecked(self) -> tuple[Outcome, ...]:
        """The checks that could not be done."""
        return tuple(o for o in self.outcomes if o.status is Status.COULD_NOT_CHECK)

    @property
    def worst(self) -> Severity | None:
        """The highest severity among all findings, None without any."""
        return worst_of(self.outcomes)


def examine(source: bytes | Path, context: Context, bounds: sandbox.Bounds | None = None) -> Report:
    """Run all checks over one file.

    Never raises for what the bytes do to a parser: a check that was stopped has an outcome that
    says why. Raises OSError when a given path cannot be read.
    """
    sha256, size = _digest(source)
    answer = sandbox.run(
        "workers.checks.battery:run", source, wire.context_arguments(context), bounds
    )
    kind, steps, reason = _read(answer)
    for name in wire.CAPS:
        steps.setdefault(name, _stopped(name, reason or answer.reason or "fault"))
    made, drawn, read = steps.pop(_FINGERPRINT), steps.pop(_PREVIEW), steps.pop(_TEXT)
    sought = steps.pop(_POINTS)
    points = carried_points(sought.facts.get("points"))
    fingerprint, preview = read_fingerprint(made.facts), _pictures(drawn)
    traces = read_traces(steps)
    steps[_EMBEDDED], embedded = _embedded(steps[_EMBEDDED])
    text, scan = _text(read), None
    if steps[LETTER].reason == SCAN:
        scan = read_scan(source, context, answer.seconds)
        steps[LETTER] = scan.outcome
        text = scan.text if has_words(scan.text) else text
    return Report(
        sha256=sha256,
        size=size,
        kind=KINDS.get(kind or ""),
        outcomes=(*steps.values(), clamav.scan(_chunks(source), size, context)),
        fingerprint=fingerprint,
        embedded=embedded,
        traces=traces,
        fingerprint_reason="" if fingerprint else made.reason or "fault",
        points=points,
        points_reason=sought.reason or "fault" if fingerprint and points is None else "",
        preview=preview[0] if preview else None,
        thumbnail=preview[1] if preview else None,
        preview_reason="" if preview else drawn.reason or "fault",
        preview_size=_size(drawn) if preview else (0, 0),
        text=text,
        text_source="ocr" if scan and text == scan.text else "text",
        text_status=read.status,
        text_reason=read.reason,
        seconds=answer.seconds + (scan.seconds if scan else 0),
        peak_bytes=max(answer.peak_bytes, scan.peak_bytes if scan else 0),
    )


def _chunks(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as stream:
        while chunk := stream.read(MEBIBYTE):
            yield chunk


def _digest(source: bytes | Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(source):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _read(answer: sandbox.Answer) -> tuple[str | None, dict[str, Outcome], str]:
    """Return the kind, the outcomes by name, and a reason if the child wrote what it should not."""
    kind: str | None = None
    steps: dict[str, Outcome] = {}
    for line in answer.lines:
        try:
            read = wire.read_line(line)
        except ValueError:
            return kind, steps, answer.reason or "fault"
        if isinstance(read, Outcome):
            steps[read.check] = read
        else:
            kind = read
    return kind, steps, ""


def _stopped(name: str, reason: str) -> Outcome:
    return Outcome(check=name, version=0, status=Status.COULD_NOT_CHECK, reason=reason)


def _embedded(made: Outcome) -> tuple[Outcome, tuple[Inside, ...]]:
    """Take the fingerprints of pictures inside a document out of the facts of their check."""
    facts = {key: value for key, value in made.facts.items() if key != "devices"}
    listed = facts.pop("fingerprints", [])
    rows = listed[:MOST_PICTURES] if isinstance(listed, list) else []
    found = (_inside(row) for row in rows if isinstance(row, dict))
    return replace(made, facts=facts), tuple(one for one in found if one is not None)


def _inside(row: Facts) -> Inside | None:
    part, page, fingerprint = row.get("part"), row.get("page"), read_fingerprint(row)
    named = isinstance(part, str) and 0 < len(part) <= LONGEST_PART
    placed = page is None or (isinstance(page, int) and 0 < page <= _MOST_PAGES)
    if fingerprint is None or not named or not placed:
        return None
    points = carried_points(row.get("points")) or b""
    return Inside(part=str(part), page=page, fingerprint=fingerprint, points=points)


def read_fingerprint(facts: Facts) -> Fingerprint | None:
    """Read the hashes the child computed; anything but eight hashes and a quality is none."""
    hashes, quality = facts.get("hashes"), facts.get("quality")
    if not isinstance(hashes, list) or not isinstance(quality, int) or len(hashes) != len(TURNS):
        return None
    sound = all(isinstance(h, str) and len(h) == _HASH_DIGITS and _is_hex(h) for h in hashes)
    return Fingerprint(hashes=tuple(hashes), quality=quality) if sound else None


def _text(read: Outcome) -> str:
    """Return the text the child read, if it is one of a bearable length."""
    text = read.facts.get("text")
    return text if isinstance(text, str) and len(text) <= _MOST_TEXT else ""


def _is_hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)


def _size(drawn: Outcome) -> tuple[int, int]:
    """Read the size the child drew at; what it cannot be is no size."""
    width, height = drawn.facts.get("width"), drawn.facts.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        return 0, 0
    sound = all(0 < side <= _LARGEST_PREVIEW for side in (width, height))
    return (width, height) if sound else (0, 0)


def _pictures(drawn: Outcome) -> tuple[bytes, bytes] | None:
    """Read the two pictures the child drew, if they are WebP of a bearable size."""
    try:
        preview, thumbnail = (
            base64.b64decode(drawn.facts[name], validate=True) for name in ("preview", "thumbnail")
        )
    except (KeyError, TypeError, ValueError, binascii.Error):
        return None
    sound = all(
        picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" and len(picture) <= _MOST_PREVIEW_BYTES
        for picture in (preview, thumbnail)
    )
    return (preview, thumbnail) if sound else None
