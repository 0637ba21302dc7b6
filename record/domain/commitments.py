"""Salted commitments: what stands in the ledger in the place of a name or a free text."""

import hmac
import secrets

from record.models import Commitment


def commit(text: str) -> str:
    """Keep a fresh salt and return the commitment to `text`: HMAC-SHA256(salt, text), in hex.

    The text itself is not kept here. The same text gives another digest every time, so that nobody
    can tell from the ledger whether two entries speak of the same person.
    """
    salt = secrets.token_hex(32)
    digest = _digest(salt, text)
    Commitment.objects.create(digest=digest, salt=salt)
    return digest


def commits_to(digest: str, text: str) -> bool:
    """Say whether `digest` was made of `text`; False too once the salt has been erased."""
    row = Commitment.objects.filter(digest=digest).first()
    return row is not None and made_of(digest, row.salt, text)


def made_of(digest: str, salt: str, text: str) -> bool:
    """Say whether `digest` is the commitment to `text` under that salt."""
    return hmac.compare_digest(_digest(salt, text), digest)


def _digest(salt: str, text: str) -> str:
    return hmac.digest(bytes.fromhex(salt), text.encode("utf-8"), "sha256").hex()
