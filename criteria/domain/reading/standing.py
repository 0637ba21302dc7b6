"""Where a statement comes from: a source, a decree of the ministry, or provisional.

The regulation's public text leaves much open. A value without a word on its origin is
refused, so that nobody can slip an invented number in as law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import Kind, Unfit
from criteria.domain.reading.table import Table
from criteria.parts import Source, Statement
from criteria.text import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where values come from: sources, a decree, or nobody yet (provisional)."""

    sources: tuple[str, ...]
    provisional: bool
    note: Text | None
    decree: str


def read_origins(top: Table) -> None:
    """Fill the reading with the document's sources and notes."""
    reading = top.reading
    for key, table in _named(top, "sources"):
        reading.sources[key] = Source(key, table.string("title"), table.address("address"))
    if top.has("notes"):
        for key, table in _named(top, "notes"):
            reading.notes[key] = Text(table.string("id"), table.string("en"))


def cited(table: Table) -> tuple[str, ...]:
    """Read `source`: one key of `[sources]`, or several."""
    sources = table.strings("source")
    for key in sources:
        table.expect("source", key, table.reading.sources)
    return sources


def standing(table: Table) -> Standing:
    """Read `source`, `decree`, `provisional` and `note` of a table; one of the first three."""
    sources = cited(table) if table.has("source") else ()
    decree = table.string("decree") if table.has("decree") else ""
    provisional = table.has("provisional") and table.flag("provisional")
    if provisional and decree:
        table.fault("provisional", _("nilai dengan nomor keputusan tidak lagi sementara"))
    if not (sources or decree or provisional):
        table.fault("", _("sebutkan asalnya: source, decree, atau provisional = true"))
    note = table.string("note") if table.has("note") else ""
    if note:
        table.expect("note", note, table.reading.notes)
    return Standing(sources, provisional, table.reading.notes.get(note), decree)


def stated(table: Table, key: str, kind: Kind[T]) -> T:
    """Read `key = { value = …, source = … }` and keep the statement for people to see."""
    inner = table.table(key)
    if inner is None:
        return kind.fallback
    raw = inner.raw("value")
    origin = standing(inner)
    inner.close()
    value = _value(inner, raw, kind)
    if origin.provisional:
        table.provisional.add(key)
    table.reading.statements.append(
        Statement(
            path=inner.path,
            field=key,
            subject=table.subject,
            value=_shown(value),
            kind=kind.name,
            choices=kind.choices,
            provisional=origin.provisional,
            sources=origin.sources,
            note=origin.note,
            decree=origin.decree,
        )
    )
    return value


def keep_wording(table: Table, field: str, text: Text, origin: Standing) -> None:
    """Keep a provisional question or scale: no override can word it, only a new file."""
    table.reading.statements.append(
        Statement(
            path=table.path,
            field=field,
            subject=text,
            value="",
            kind="wording",
            choices=(),
            provisional=True,
            sources=origin.sources,
            note=origin.note,
            decree="",
        )
    )


def _value(inner: Table, raw: object, kind: Kind[T]) -> T:
    if raw is None:
        return kind.fallback
    try:
        return kind.read(raw)
    except Unfit as error:
        inner.fault("value", str(error))
        return kind.fallback


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _named(top: Table, key: str) -> Iterator[tuple[str, Table]]:
    """The sub-tables of a table whose keys are free, each closed after its use."""
    parent = top.table(key)
    for name in parent.data if parent else ():
        table = parent.table(name) if parent else None
        if table is not None:
            yield name, table
            table.close()
