"""Do the bytes that a signature names still have the digest that it names? No key is needed."""

import hashlib
from contextlib import suppress
from typing import Any

from pyhanko.sign.validation import EmbeddedPdfSignature

# Names that some programs write where the name of a digest belongs.
_INSTEAD = {
    "1.2.840.113549.1.1.5": "sha1",
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
}


def digest_matches(data: bytes, signature: EmbeddedPdfSignature) -> bool | None:
    """Say whether the signed bytes are those that were signed; None where that cannot be told."""
    with suppress(Exception):
        return _matches(data, [int(part) for part in signature.byte_range], signature.signed_data)
    return None


def _matches(data: bytes, ranges: list[int], signed: Any) -> bool | None:
    covered = b"".join(
        data[start : start + length]
        for start, length in zip(ranges[::2], ranges[1::2], strict=True)
    )
    info = signed["signer_infos"][0]
    named = {attribute["type"].native: attribute["values"] for attribute in info["signed_attrs"]}
    digest = named["message_digest"][0].native if "message_digest" in named else None
    if digest is None:
        return None
    dotted = info["digest_algorithm"]["algorithm"].dotted
    name = _INSTEAD.get(dotted) or str(info["digest_algorithm"]["algorithm"].native)
    return hashlib.new(name, covered).digest() == bytes(digest)
