"""The list of the ledger's entries: its columns."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from record.event_words import title
from record.models import LedgerEntry
from record.pages.lists import Code, Column, Listing

PERSON = "person:"
KEPT = _("Tidak ditampilkan sebelum hasilnya diumumkan, karena benturan kepentingan Anda.")


@dataclass(frozen=True)
class Row:
    """An entry with the name of the person who acted, if a person did.

    `kept`: the reader is not told what it says.
    """

    entry: LedgerEntry
    name: str
    kept: bool = False

    @property
    def body(self) -> str:
        return str(KEPT) if self.kept else self.entry.body


def rows(entries: Sequence[LedgerEntry], *, kept: Collection[str] = ()) -> list[Row]:
    """The entries with the names of who acted, asked for all at once.

    Those that name one of the ids `kept` from the reader say nothing but that they are there.
    """
    names = _names(entry.actor for entry in entries)
    return [Row(entry, names.get(entry.actor, ""), _names_any(entry, kept)) for entry in entries]


def _names_any(entry: LedgerEntry, ids: Collection[str]) -> bool:
    return any(each in entry.subject or each in entry.body for each in ids)


def _names(actors: Iterable[str]) -> dict[str, str]:
    """The names of those among the actors who are people."""
    ids = {actor.removeprefix(PERSON) for actor in actors if actor.startswith(PERSON)}
    people = get_user_model().objects.filter(pk__in=ids)
    return {f"{PERSON}{person.pk}": str(person) for person in people}


LEDGER: Listing[Row] = Listing(
    name="buku-besar",
    per_page=100,
    columns=(
        Column(title=_("No."), value=lambda row: row.entry.seq),
        Column(title=_("Waktu"), value=lambda row: row.entry.at, moment=True),
        Column(
            title=_("Jenis peristiwa"),
            value=lambda row: str(title(row.entry.kind)),
            hint=lambda row: row.entry.kind,
        ),
        Column(title=_("Kode peristiwa"), value=lambda row: row.entry.kind, listed=False),
        Column(title=_("Perihal"), value=lambda row: row.entry.subject),
        Column(
            title=_("Pelaku"),
            value=lambda row: row.entry.actor,
            shown=lambda row: row.name or Code(row.entry.actor),
            hint=lambda row: row.entry.actor if row.name else "",
        ),
        Column(title=_("Nama pelaku"), value=lambda row: row.name, listed=False),
        Column(
            title=_("Isi"),
            value=lambda row: row.body,
            shown=lambda row: row.body if row.kept else Code(row.body),
        ),
        Column(
            title=_("Sidik SHA-256"),
            value=lambda row: row.entry.hash,
            shown=lambda row: Code(row.entry.hash),
        ),
    ),
)
