import pytest

from directory.lockout import account_key, key_of
from tests.directory.factories import make_person

pytestmark = pytest.mark.django_db


def test_every_way_to_write_an_account_is_one_key() -> None:
    person = make_person(email="siti@contoh.go.id", nip="198001012005011001")
    for typed in ("siti@contoh.go.id", " SITI@contoh.go.id", "198001012005011001"):
        assert account_key(None, {"username": typed}) == key_of(person)


def test_an_unknown_account_has_a_steady_key_that_tells_nothing() -> None:
    key = account_key(None, {"username": "Rahasia@x"})
    assert key == account_key(None, {"username": " rahasia@X "})
    assert key != account_key(None, {"username": "lain@x"})
    assert "rahasia" not in key


@pytest.mark.parametrize("credentials", [None, {}, {"username": None}, {"username": "a\0b"}])
def test_nothing_and_nul_have_a_key_too(credentials: dict[str, str | None] | None) -> None:
    assert account_key(None, credentials).startswith("unknown:")
