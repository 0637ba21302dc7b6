"""The background looks at a file once, and what it finds is there for people to judge."""

import pytest

from tests.verification.evidence.world import checked, make_application, photo
from verification.enums import CheckState
from verification.models import Finding

pytestmark = pytest.mark.django_db


def test_an_honest_photo_is_checked_and_gets_previews() -> None:
    version = checked(make_application(), photo(1))
    assert version.checking.state == CheckState.DONE, list(version.results.values())
    assert {p.name for p in version.previews.all()} == {"preview", "thumbnail"}
    assert len(version.fingerprints.get().dihedral) == 512


def test_the_same_photo_in_two_units_is_a_question_about_both() -> None:
    first, second = make_application(), make_application()
    one = checked(first, photo(1))
    two = checked(second, photo(1))
    assert [(f.version, f.other, f.kind, f.severity) for f in Finding.objects.order_by("at")] == [
        (two, one, "exact_other_unit", "high"),
        (one, two, "exact_other_unit", "high"),
    ]
