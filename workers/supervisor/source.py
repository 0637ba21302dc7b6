"""Whether the program has changed since it last prepared its data folder."""

import hashlib
import os

from workers.supervisor.crew import ROOT

SKIPPED = {"__pycache__", "node_modules", "tests", "bench", "docs", "var"}


def source_digest() -> str:
    """A digest of name, size and time of every file of the program."""
    digest = hashlib.sha256()
    for folder, inner, files in os.walk(ROOT):
        inner[:] = sorted(name for name in inner if name not in SKIPPED and name[0] != ".")
        for name in sorted(files):
            stat = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - thousands of times
            line = f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns}\n"
            digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest()
