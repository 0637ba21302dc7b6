"""What a signed copy can turn out to be, and what is known of who signed it."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a file is not taken as a signed copy."""

    NOT_SIGNED = "not_signed"  # no signature in it
    OTHER_DOCUMENT = "other_document"  # does not begin with the draft
    ALTERED = "altered"  # begins with it, and more than signatures was added
    BROKEN = "broken"  # the signed bytes are not those that were signed
    NOT_WHOLE = "not_whole"  # something stands behind the last signature
    DAMAGED = "damaged"  # cannot be read, or needs a password


class Chain(StrEnum):
    """What is known of a signer's certificate."""

    TRUSTED = "trusted"  # its chain ends in a root that we were given
    UNKNOWN = "unknown"  # it does not
    DOUBTFUL = "doubtful"  # it does, but the certificate is out of its time or revoked
