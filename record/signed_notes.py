"""Texts signed with Ed25519 as the C2SP formats signed-note and tlog-checkpoint write them.

A note is a text that ends in a newline, an empty line, and a line for each signature:

    — <name> <base64 of four bytes of the key's hash and the signature>

A verifier key is one line, <name>+<hash in hexadecimal>+<base64 of 0x01 and the public key>: what
somebody outside needs to check every note of that name, with this program or with any other that
knows the format (https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint).
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
SEED_BYTES = 32
_HASH_BYTES, _SIGNATURE_BYTES = 4, 64


class BadKey(ValueError):
    """What should be a key is none."""


class BadNote(ValueError):
    """The text is no note, or no signature of this key fits it."""


@dataclass(frozen=True)
class Verifier:
    """A name and the public key that signs under it."""

    name: str
    public: bytes

    @classmethod
    def of(cls, line: str) -> "Verifier":
        """Read a verifier key; raises BadKey."""
        # The name may hold no plus sign, but the base64 may.
        name, _, rest = line.strip().partition("+")
        hashed, _, encoded = rest.partition("+")
        key = _decoded(encoded)
        if not name or len(key) != 1 + SEED_BYTES or key[:1] != ED25519:
            raise BadKey("not a verifier key of Ed25519")
        verifier = cls(name, key[1:])
        if verifier.hash.hex() != hashed:
            raise BadKey("the hash in the verifier key is not that of its key")
        return verifier

    @property
    def hash(self) -> bytes:
        """Four bytes that tell the key of a signature line from another of the same name."""
        named = f"{self.name}\n".encode() + ED25519 + self.public
        return hashlib.sha256(named).digest()[:_HASH_BYTES]

    def __str__(self) -> str:
        encoded = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.hash.hex()}+{encoded}"

    def open(self, note: str) -> str:
        """Return the text of a note that this key signed; raises BadNote."""
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not note.endswith("\n"):
            raise BadNote("not a signed note")
        signed = f"{text}\n"
        for line in lines.splitlines():
            dash, _, rest = line.partition(" ")
            name, _, encoded = rest.partition(" ")
            if dash == "—" and name == self.name and self._fits(signed, encoded):
                return signed
        raise BadNote(f"no signature of {self.name} fits")

    def _fits(self, text: str, encoded: str) -> bool:
        try:
            signature = _decoded(encoded)
        except BadKey:
            return False
        if signature[:_HASH_BYTES] != self.hash:
            return False
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public)
            key.verify(signature[_HASH_BYTES:], text.encode())
        except InvalidSignature:
            return False
        return True


class Signer:
    """Signs under a name with a private key of 32 bytes."""

    def __init__(self, name: str, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise BadKey(f"a private key has {SEED_BYTES} bytes")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return the note of a text. Raises BadNote for one that does not end in a newline."""
        if not text.endswith("\n"):
            raise BadNote("a note's text ends in a newline")
        signature = self.verifier.hash + self._key.sign(text.encode())
        encoded = base64.b64encode(signature).decode()
        return f"{text}\n— {self.verifier.name} {encoded}\n"


def seed_of(text: str) -> bytes:
    """Return the private key of its base64 text; raises BadKey."""
    seed = _decoded(text.strip())
    if len(seed) != SEED_BYTES:
        raise BadKey(f"must be base64 of {SEED_BYTES} bytes")
    return seed


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadKey("not base64") from error
