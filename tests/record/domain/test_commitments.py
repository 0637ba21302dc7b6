import hashlib
import hmac

import pytest

from record.domain.commitments import commit, commits_to
from record.domain.erasing import destroy
from record.models import Commitment

pytestmark = pytest.mark.django_db


def test_a_commitment_is_the_hmac_of_the_text_under_a_salt_of_its_own() -> None:
    digest = commit("Siti Aminah")
    salt = bytes.fromhex(Commitment.objects.get(pk=digest).salt)
    assert len(salt) == 32
    assert digest == hmac.new(salt, b"Siti Aminah", hashlib.sha256).hexdigest()


def test_it_is_tied_to_its_text_alone() -> None:
    digest = commit("Siti Aminah")
    assert commits_to(digest, "Siti Aminah")
    assert not commits_to(digest, "Siti Aminah ")


def test_the_same_text_never_gives_the_same_digest() -> None:
    assert commit("Siti") != commit("Siti")


def test_without_its_salt_a_digest_speaks_of_nobody() -> None:
    digest = commit("Siti Aminah")
    destroy([digest])
    assert not commits_to(digest, "Siti Aminah")
