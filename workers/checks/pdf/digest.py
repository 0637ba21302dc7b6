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
    named = _stamped(signed) or _signed(signed)
    return None if named is None else hashlib.new(named[0], covered).digest() == named[1]


def _stamped(signed: Any) -> tuple[str, bytes] | None:
    """A time stamp holds the digest of the bytes in what it signs."""
    content = signed["encap_content_info"]
    if content["content_type"].native != "tst_info":
        return None
    imprint = content["content"].parsed["message_imprint"]
    name = str(imprint["hash_algorithm"]["algorithm"].native)
    return name, bytes(imprint["hashed_message"].native)


def _signed(signed: Any) -> tuple[str, bytes] | None:
    """A signature holds it beside."""
    info = signed["signer_infos"][0]
    named = {attribute["type"].native: attribute["values"] for attribute in info["signed_attrs"]}
    if "message_digest" not in named:
        return None
    algorithm = info["digest_algorithm"]["algorithm"]
    name = _INSTEAD.get(algorithm.dotted) or str(algorithm.native)
    return name, bytes(named["message_digest"][0].native)
