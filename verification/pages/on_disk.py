"""Uploaded files go to disk as they come in, each no larger than it may be."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from workers.checks.kinds import KINDS

LARGEST_FILE = max(kind.max_bytes for kind in KINDS.values())
LARGEST_REQUEST = 40 * LARGEST_FILE


class OnDisk(TemporaryFileUploadHandler):
    """Never holds a file in memory. A file over the limit is skipped and named in `too_large`,
    while the other files of the same request go on.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST_FILE:
            self.too_large.append(self.file_name or "")
            raise SkipFile
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self.file.close()  # gives back what there is of it
            raise
