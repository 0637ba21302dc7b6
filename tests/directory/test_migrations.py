import pytest

from directory.enums import Zone
from directory.models import Region

pytestmark = pytest.mark.django_db


def test_the_33_kanwil_are_seeded_in_order() -> None:
    assert list(Region.objects.values_list("number", flat=True)) == list(range(1, 34))
    assert not Region.objects.filter(pk="kalimantan-utara").exists()


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("aceh", Zone.WIB),
        ("kalimantan-tengah", Zone.WIB),
        ("kalimantan-selatan", Zone.WITA),
        ("bali", Zone.WITA),
        ("maluku-utara", Zone.WIT),
        ("papua-barat", Zone.WIT),
    ],
)
def test_a_kanwil_has_its_zone(code: str, zone: Zone) -> None:
    assert Region.objects.get(pk=code).zone is zone
