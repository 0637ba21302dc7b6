"""Is a file what its name says, can it be read, and is it only that?"""

from collections.abc import Callable, Iterator

import puremagic

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import content_name, finding_text, joined
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Severity
from workers.checks.kinds import BY_EXTENSION, HEAD_BYTES, OFFICE, PDF, PICTURE, Kind
from workers.checks.office import package as office
from workers.checks.pdf.opening import inspect as inspect_pdf
from workers.checks.polyglot import second_kinds

_SEVERITY = {
    "animated": Severity.LOW,
    "repaired": Severity.LOW,
    "odd_container": Severity.LOW,
}


class Content(Check):
    """Kind and extension against the content, after a real parse within limits."""

    name = "content"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Parse the file as what its bytes say it is."""
        if not file.data:
            return [_finding("empty")], {"size": 0}
        facts: Facts = {"size": len(file.data), "kind": file.kind.code if file.kind else None}
        if file.kind is None:
            return [_unaccepted(file)], facts
        findings = [*_misnamed(file.kind, context.extension), *_second(file.data, file.kind.code)]
        try:
            findings += _READERS[file.kind.family](file, facts)
        except CannotCheck as unreadable:
            kind = "damaged" if unreadable.reason == "truncated" else unreadable.reason
            findings.append(
                _finding(kind, **unreadable.facts, cut=unreadable.reason == "truncated")
            )
        return findings, facts


def _picture(file: File, facts: Facts) -> list[Finding]:
    picture = file.picture
    facts.update(width=picture.width, height=picture.height, frames=picture.frames)
    return [_finding("animated", frames=picture.frames)] if picture.animated else []


def _document(file: File, facts: Facts) -> list[Finding]:
    document = inspect_pdf(file.data)
    facts.update(pages=document.pages, restricted=document.restricted)
    return [_finding("repaired", pages=document.pages)] if document.repaired else []


def _package(file: File, facts: Facts) -> list[Finding]:
    package = office.inspect(file.data, file.limits)
    facts.update(members=package.members, unpacked=package.unpacked)
    odd = [_finding("odd_container", oddities=list(package.oddities))] if package.oddities else []
    return [*odd, *([_finding("macros")] if package.macros else [])]


_READERS: dict[str, Callable[[File, Facts], list[Finding]]] = {
    PICTURE: _picture,
    PDF: _document,
    OFFICE: _package,
}


def _misnamed(kind: Kind, extension: str) -> Iterator[Finding]:
    if extension and BY_EXTENSION.get(extension) != kind:
        yield _finding("extension_differs", extension=extension, found=kind.code)


def _second(data: bytes, code: str) -> Iterator[Finding]:
    others = second_kinds(data, code)
    if others:
        yield _finding("second_kind", found=code, others=", ".join(others))


def _unaccepted(file: File) -> Finding:
    if file.sniffed == "ole" and office.is_locked(file.data):
        return _finding("encrypted")
    if file.sniffed == "zip" and file.name.lower().endswith((".docx", ".xlsx", ".pptx")):
        return _finding("damaged", cut=False)
    return _finding("kind_not_accepted", found=file.sniffed or _guess(file.data) or "")


def _guess(head: bytes) -> str | None:
    """Name an unknown content by the signatures puremagic knows."""
    try:
        return puremagic.from_string(head[:HEAD_BYTES]).removeprefix(".") or None
    except (puremagic.PureError, ValueError):
        return None


def _finding(kind: str, **facts: object) -> Finding:
    return Finding(
        kind=kind,
        severity=_SEVERITY.get(kind, Severity.MEDIUM),
        explanation=finding_text(kind, **_in_words(facts)),
        facts=dict(facts),
    )


def _in_words(facts: dict[str, object]) -> dict[str, object]:
    """The facts as a text takes them: kinds by their names."""
    found, others = facts.get("found"), facts.get("others")
    words = {"found": content_name(found)} if isinstance(found, str) else {}
    if isinstance(others, str):
        words["others"] = joined(content_name(other) for other in others.split(", "))
    return facts | words
