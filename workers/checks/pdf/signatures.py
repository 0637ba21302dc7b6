"""Electronic signatures of a PDF: do they hold, what came after them, and where that shows."""

from collections.abc import Iterator

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import Text, finding_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, NothingToCheck, Region, Severity
from workers.checks.kinds import PDF
from workers.checks.pdf.after import After, after
from workers.checks.pdf.change_words import NOT_COMPARED, told, told_parts
from workers.checks.pdf.compare import Change, apart
from workers.checks.pdf.pages import WHOLE
from workers.checks.pdf.signed import Signature, State, signatures

_READ_SECONDS = 2.0
_COMPARE_SECONDS = 1.5
_MOST_CHANGES = 6

_ALONE = {
    State.BROKEN: ("signature_broken", Severity.HIGH),
    State.UNREADABLE: ("signature_unreadable", Severity.LOW),
}


class Signatures(Check):
    """The state of each signature and time stamp, offline and without trust roots."""

    name = "pdf_signature"
    version = 2
    cap = Severity.HIGH

    def look(self, file: File, context: Context) -> Seen:
        """Validate every signature, then compare what was signed with what is shown now."""
        file.expect(PDF)
        with file.within(_READ_SECONDS):
            found = signatures(file.data)
        if not found:
            raise NothingToCheck("not_signed")
        findings = [finding for each in _with_changes(found, file) for finding in each]
        return findings, {"signatures": [signature.facts() for signature in found]}


def _with_changes(found: list[Signature], file: File) -> Iterator[list[Finding]]:
    """Judge each signature with what came after it; one change is shown once, for the first."""
    shown: set[Change] = set()
    for signature in found:
        came = _after(signature, file) if _changed(signature, file.data) else None
        if came is not None:
            signature.state = _judged(signature.state, came)
        yield [*_findings(signature, came, shown)]
        shown.update(came.changes if came else ())


def _changed(signature: Signature, data: bytes) -> bool:
    """Say whether there is something behind the bytes that were signed."""
    held = signature.state in {State.UNCHANGED, State.ALLOWED_CHANGES, State.UNCLEARED}
    return held and 0 < signature.end < len(data.rstrip())


def _after(signature: Signature, file: File) -> After | None:
    try:
        with file.within(_COMPARE_SECONDS):
            return after(file.data[: signature.end], file.data)
    except CannotCheck:
        return None


def _judged(state: State, came: After) -> State:
    """What shows outranks what the rules allow, and clears what they merely do not know."""
    if came.changes:
        return State.UNCLEARED
    if state is State.UNCLEARED and came.unseen:
        return State.UNSEEN_CHANGES
    return state


def _findings(signature: Signature, came: After | None, shown: set[Change]) -> Iterator[Finding]:
    if signature.state in _ALONE:
        kind, severity = _ALONE[signature.state]
        yield _finding(signature, kind, severity)
    elif signature.state is State.UNSEEN_CHANGES:
        again = came is not None and came.signed
        yield _finding(signature, "signed_again" if again else "changed_unseen", Severity.LOW)
    elif signature.state is State.UNCLEARED:
        yield from _uncleared(signature, came, shown)
    if came is not None:
        yield from _marked(signature, came)


def _uncleared(signature: Signature, came: After | None, shown: set[Change]) -> Iterator[Finding]:
    """One finding for each new place, or one for all that changed without showing."""
    changes = [change for change in (came.changes if came else ()) if change not in shown]
    changes = apart(changes) or [*(came.filled if came and not came.changes else ())]
    for change in changes[:_MOST_CHANGES]:
        yield _placed(signature, "changed_after_signing", Severity.MEDIUM, change)
    if not changes and not (came and came.signed_over):
        parts = came.parts if came else frozenset()
        yield _finding(
            signature,
            "changed_after_signing",
            Severity.MEDIUM,
            changes=told_parts(parts) if parts else NOT_COMPARED,
            facts={"parts": sorted(part.value for part in parts), "compared": came is not None},
        )


def _marked(signature: Signature, came: After) -> Iterator[Finding]:
    odd = signature.certified or signature.state is State.UNCLEARED
    for change in came.signed_over:
        severity = Severity.MEDIUM if odd else Severity.LOW
        yield _placed(signature, "signature_over_content", severity, change)
    if signature.state is State.ALLOWED_CHANGES:
        for change in came.filled[:_MOST_CHANGES]:
            yield _placed(signature, "filled_after_signing", Severity.INFO, change)


def _placed(signature: Signature, kind: str, severity: Severity, change: Change) -> Finding:
    box = None if change.box == WHOLE else change.box
    facts: Facts = {
        "what": change.what.value,
        "before": change.before,
        "after": change.after,
        "hidden": " ".join(change.hidden)[:200],
    }
    return _finding(
        signature, kind, severity, Region(page=change.page, box=box), facts, changes=told(change)
    )


def _finding(
    signature: Signature,
    kind: str,
    severity: Severity,
    region: Region | None = None,
    facts: Facts | None = None,
    **words: Text,
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, signer=signature.signer or "—", **words),
        region=region,
        facts=signature.facts() | (facts or {}),
    )
