"""Computing the fingerprint of a picture."""

import numpy as np
from PIL import Image

from workers.checks import pdq
from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Severity
from workers.checks.likeness import Fingerprint

# Shrinking to this side first changes a hash by a few bits and costs a twentieth of the time.
_WORKING_SIDE = 512


def fingerprint(file: File) -> Fingerprint:
    """Return the fingerprint of a picture.

    Raises NothingToCheck for another kind of file, CannotCheck for a picture that cannot be read.
    """
    return fingerprint_of(file.picture.pixels)


def fingerprint_of(pixels: Image.Image) -> Fingerprint:
    """Return the fingerprint of upright RGB pixels."""
    times = max(1, min(pixels.size) // _WORKING_SIDE)
    working = pixels.reduce(times) if times > 1 else pixels
    hashes, quality = pdq.hashes(pdq.luminance(np.asarray(working)))
    return Fingerprint(hashes=hashes, quality=quality)


class Fingerprinting(Check):
    """The fingerprint as a step of the battery: facts only, compared later with other files."""

    name = "fingerprint"
    version = 1
    cap = Severity.INFO

    def look(self, file: File, context: Context) -> Seen:
        """Return the hashes and their quality as facts."""
        found = fingerprint(file)
        return [], {"hashes": list(found.hashes), "quality": found.quality}
