"""What was read in a file as tables: its metadata, and how far from the unit it was taken."""

from dataclasses import dataclass
from math import log10
from typing import Any

from django.utils.translation import gettext as _

from verification.models import EvidenceVersion
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

    @property
    def between(self) -> int:
        """The width of the middle part of the scale."""
        return self.far - self.near

    @property
    def beyond(self) -> int:
        """The width of its last part."""
        return _WIDTH - self.far


def metadata_table(version: EvidenceVersion) -> list[Group]:
    """What the metadata check read, in the groups and order in which it tells it."""
    facts = facts_of(version, "metadata")
    grouped: dict[str, list[tuple[str, str]]] = {}
    for group, label, value in _told(facts):
        grouped.setdefault(group, []).append((label, value))
    return [Group(title, tuple(rows)) for title, rows in grouped.items()]


def _told(facts: dict[str, Any]) -> list[tuple[str, str, str]]:
    rows = facts.get("rows")
    if isinstance(rows, list):
        return [(str(g), str(k), _plain(v)) for g, k, v in rows[:MOST_ROWS] if v not in (None, "")]
    title = _("Menurut berkas")
    known = (
        (_("Kamera"), facts.get("camera")),
        (_("Aplikasi"), ", ".join(facts.get("software") or [])),
        (_("Diambil pada"), facts.get("taken")),
    )
    return [(title, label, _plain(value)) for label, value in known if value]


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


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
