"""What was read in a file as tables: its metadata, and how far from the unit it was taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log10

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verification.models import EvidenceVersion
from verification.queries.explained import in_words
from verification.queries.sizes import facts_of

# The scale of the distance: a tenth of a kilometre at its left end, 5,000 at its right one.
_NEAREST, _FURTHEST = 0.1, 5_000.0
_WIDTH = 1_000
MOST_ROWS = 200


@dataclass(frozen=True)
class Group:
    """Rows of a table under one heading; without a heading where the check knows none."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Distance:
    """How far from the unit a photograph was taken, in kilometres, and where on the scale."""

    kilometres: float
    words: str
    at: int
    near: int
    far: int

    near_words = "5 km"
    far_words = "50 km"

    @property
    def between(self) -> int:
        """The width of the middle part of the scale."""
        return self.far - self.near

    @property
    def beyond(self) -> int:
        """The width of its last part."""
        return _WIDTH - self.far


def metadata_table(version: EvidenceVersion) -> list[Group]:
    """What the checks read in the file, in the groups and order in which they tell it."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for group, label, value in [*_tables(version), *_document(version)]:
        grouped.setdefault(group, []).append((label, value))
    return [Group(title, tuple(rows)) for title, rows in grouped.items()]


def _tables(version: EvidenceVersion) -> Iterator[tuple[str, str, str]]:
    """The tables of all checks, of each its last run, with their words in both languages."""
    latest = {result.check_name: result for result in version.results.all()}
    for result in latest.values():
        for row in (result.facts.get("table") or [])[:MOST_ROWS]:
            yield _said(row["group"]), _said(row["label"]), in_words(str(row["value"]))


def _said(words: Mapping[str, str]) -> str:
    return words["en" if (get_language() or "id").startswith("en") else "id"]


def _document(version: EvidenceVersion) -> Iterator[tuple[str, str, str]]:
    """What a PDF says of its making, and each of its signatures."""
    history, title = facts_of(version, "pdf_history"), _("Dokumen")
    for label, name in (
        (_("Dibuat dengan"), "creator"),
        (_("Disimpan dengan"), "producer"),
        (_("Dibuat pada"), "created"),
        (_("Diubah pada"), "modified"),
        (_("Versi yang tersimpan"), "versions"),
    ):
        if history.get(name):
            yield title, label, in_words(str(history[name]))
    for number, signature in enumerate(facts_of(version, "pdf_signature").get("signatures", [])):
        title = _("Tanda tangan %(number)d") % {"number": number + 1}
        for label, name in (
            (_("Nama dalam sertifikat"), "signer"),
            (_("Waktu menurut berkas"), "signed_at"),
        ):
            if signature.get(name):
                yield title, label, in_words(str(signature[name]))


def distance_of(version: EvidenceVersion) -> Distance | None:
    """How far from its unit the photograph says it was taken; None where it does not say."""
    away = facts_of(version, "metadata").get("distance_km")
    if not isinstance(away, int | float):
        return None
    return Distance(
        kilometres=away,
        words=_("%(km)s km dari UPT") % {"km": f"{away:g}".replace(".", ",")},
        at=_place(away),
        near=_place(5),
        far=_place(50),
    )


def _place(kilometres: float) -> int:
    """Where a distance stands on a scale on which each step is ten times the one before."""
    within = min(max(kilometres, _NEAREST), _FURTHEST)
    return round(_WIDTH * log10(within / _NEAREST) / log10(_FURTHEST / _NEAREST))
