"""The kinds of false evidence that are planted, and what the checks are expected to ask of each."""

from enum import StrEnum


class Forgery(StrEnum):
    """What was done to a file."""

    SAME_FILE = "same_file_of_another_unit"
    CUT = "cut_from_another_unit"
    COPY = "copy_within_the_unit"
    CLONE = "part_of_it_twice"
    EDITED = "saved_by_an_editor"
    FAR = "taken_far_away"
    OLD = "taken_before_the_season"
    ALTERED = "document_altered_later"

    @property
    def borrowed(self) -> bool:
        """Whether it is made from a file of another unit."""
        return self in (Forgery.SAME_FILE, Forgery.CUT)

    @property
    def changes_own(self) -> bool:
        """Whether it is made from another file of the same unit."""
        return self in (Forgery.COPY, Forgery.CLONE)

    @property
    def document(self) -> bool:
        return self is Forgery.ALTERED


_SAME = ("exact", "near", "part")

# A planted file counts as found when one of these kinds of findings asks about it.
EXPECTED: dict[Forgery, frozenset[str]] = {
    Forgery.SAME_FILE: frozenset({"exact_other_unit"}),
    Forgery.CUT: frozenset(f"{how}_other_unit" for how in _SAME),
    Forgery.COPY: frozenset(f"{how}_same_application" for how in _SAME),
    Forgery.CLONE: frozenset({"copied_inside"}),
    Forgery.EDITED: frozenset({"editing_software"}),
    Forgery.FAR: frozenset({"far_from_unit"}),
    Forgery.OLD: frozenset({"outside_season"}),
    Forgery.ALTERED: frozenset({"earlier_version"}),
}
