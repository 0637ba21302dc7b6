"""What the codes of a C2PA validation speak of: the record itself, who signed it, a person named.

The codes are those of the C2PA specification 2.2, 15.9 ("Standard status codes"), and of CAWG
identity assertions.
"""

from enum import StrEnum

_TRUST = ("signingCredential.",)
_TRUST_EXACT = {"timeStamp.untrusted", "timeStamp.outsideValidity"}
_DATA = ("assertion.dataHash.", "assertion.boxesHash.", "assertion.bmffHash.")
_SIGNATURE = ("claimSignature.", "timeStamp.")
_SOURCE = ("ingredient.",)


class Fault(StrEnum):
    """What does not hold. The first five speak of integrity, `TRUST` of the signer alone."""

    DATA = "data"  # the file is not the one that was signed
    SIGNATURE = "signature"
    RECORD = "record"  # a part of the record is not the one that was signed
    SOURCE = "source"  # the record of a picture it was made from is missing or another
    IDENTITY = "identity"  # what the record says of a person's identity
    TRUST = "trust"


def fault_of(code: str) -> Fault:
    """Say what a failure speaks of; codes that are not known count against the record."""
    if code.startswith(_TRUST) or code in _TRUST_EXACT or code.endswith(".untrusted"):
        return Fault.TRUST
    if code.startswith("cawg."):
        return Fault.IDENTITY
    if code.startswith(_DATA):
        return Fault.DATA
    if code.startswith(_SIGNATURE):
        return Fault.SIGNATURE
    return Fault.SOURCE if code.startswith(_SOURCE) else Fault.RECORD
