"""Who made an Office file, when and with what, and what it does besides showing its content."""

from collections.abc import Iterator
from datetime import timedelta

from workers.checks import archive
from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text, named_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, NothingToCheck, Severity
from workers.checks.kinds import OFFICE
from workers.checks.office import deeds, ole
from workers.checks.office.properties import Properties, origin_of, read_properties
from workers.checks.table import Row, rows
from workers.checks.traces import digest_of

_SECONDS = 1.0
_CLOCK_TOLERANCE = timedelta(days=1)
# What can act by itself; the others open only when somebody asks for it.
_GRAVE = {"macros", "macro_sheet", "dde", "remote_template", "packaged_file"}


class Office(Check):
    """Properties as a table, dates after the upload, and deeds: links, objects, old macros.

    Macros of a newer file are told by the check of the content.
    """

    name = "office"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Read the properties and the parts that act."""
        with file.within(_SECONDS):
            found, done = _read(file)
        facts: Facts = {"deeds": done, "table": _table(found), "traces": _traces(found)}
        return [*_acts(done), *_dates(found, context)], facts


def _read(file: File) -> tuple[Properties, list[str]]:
    if file.kind is not None and file.kind.family == OFFICE:
        with archive.opened(file.data) as container:
            return read_properties(container), deeds.deeds_of(container)
    if file.sniffed == "ole":
        with ole.opened(file.data) as compound:
            if compound.exists("EncryptedPackage"):
                raise CannotCheck("encrypted")
            return ole.properties(compound), ole.deeds_of(compound)
    raise NothingToCheck("other_kind")


def _acts(done: list[str]) -> Iterator[Finding]:
    if done:
        yield Finding(
            kind="office_active",
            severity=Severity.MEDIUM if _GRAVE & set(done) else Severity.LOW,
            explanation=finding_text("office_active", deeds=named_text("office", done)),
            facts={"deeds": done},
        )


def _dates(found: Properties, context: Context) -> Iterator[Finding]:
    """Dates behind the upload; one before the season is only that of a template."""
    uploaded = context.uploaded_at
    late = [d for d in (found.created, found.modified) if d is not None]
    if uploaded is None or not late or max(late) <= uploaded + _CLOCK_TOLERANCE:
        return
    both = {
        "written": max(late).isoformat(sep=" ", timespec="minutes"),
        "uploaded": uploaded.isoformat(sep=" ", timespec="minutes"),
    }
    yield Finding(
        kind="office_after_upload",
        severity=Severity.MEDIUM,
        explanation=finding_text("office_after_upload", **both),
        facts=dict(both),
    )


def _traces(found: Properties) -> list[dict[str, str]]:
    """What copies of one document share, as digests."""
    origin = origin_of(found)
    listed = [{"kind": "origin", "digest": digest_of("origin", origin)}] if origin else []
    revisions = dict.fromkeys(found.revisions)
    return listed + [{"kind": "revision", "digest": digest_of("revision", r)} for r in revisions]


def _table(found: Properties) -> list[Row]:
    return rows(
        "document",
        [
            ("author", found.author),
            ("changed_by", found.changed_by),
            ("company", found.company),
            ("program", found.program),
            ("template", found.template),
            ("created", found.created.isoformat(sep=" ") if found.created else ""),
            ("modified", found.modified.isoformat(sep=" ") if found.modified else ""),
            ("revisions", len(found.revisions) or None),
        ],
    )
