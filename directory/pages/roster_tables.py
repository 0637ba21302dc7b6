"""The two tables of a list that was sent: what is wrong with it, and what it would change."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from directory.pages.roster_rows import Change
from directory.roster.plan import Wrong
from record.pages.lists import Column, Listing

LONGEST = 80  # characters of a cell that is shown as it was written

WRONG: Listing[Wrong] = Listing(
    name="yang-salah",
    columns=(
        Column(title=_("Sel"), value=lambda wrong: wrong.cell),
        Column(title=_("Lembar"), value=lambda wrong: wrong.sheet),
        Column(title=_("Kolom"), value=lambda wrong: wrong.column),
        Column(title=_("Isi"), value=lambda wrong: Truncator(wrong.value).chars(LONGEST)),
        Column(title=_("Alasan"), value=lambda wrong: wrong.reason),
    ),
)


def facts(change: Change) -> tuple[str, ...]:
    """What would change from what to what, a line each."""
    return tuple(str(fact) for fact in change.facts)


CHANGES: Listing[Change] = Listing(
    name="yang-berubah",
    columns=(
        Column(title=_("UPT atau orang"), value=lambda change: change.whom),
        Column(title=_("Perubahan"), value=lambda change: change.what),
        Column(title=_("Isi"), value=lambda change: "; ".join(facts(change)), shown=facts),
    ),
)
