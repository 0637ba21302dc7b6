"""The pictures an Office file carries, with the slide each stands on where there are slides."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from workers.checks import archive
from workers.checks.embedded.picture import LONGEST_PART, MOST_BYTES, Embedded, Pictures
from workers.checks.kinds import HEAD_BYTES, KINDS, PICTURE, sniff

_MEDIA = re.compile(r"(?:word|xl|ppt)/media/[^/]+", re.IGNORECASE)
_SLIDE = re.compile(r"ppt/slides/_rels/slide(\d{1,4})\.xml\.rels", re.IGNORECASE)
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']{1,300})[\"']")
_MOST_MEMBERS = 2_000
_MOST_RELATIONS = 256 * 1024


class OfficePictures(Pictures):
    """The pictures of one Office file: counted first, taken out one by one."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        members = container.infolist()[:_MOST_MEMBERS]
        self._slides = _slides(container, members)
        self._found: dict[str, zipfile.ZipInfo] = {
            member.filename: member
            for member in members
            if _MEDIA.fullmatch(member.filename)
            and len(member.filename) <= LONGEST_PART
            and member.file_size <= MOST_BYTES
            and self._is_picture(member)
        }

    def take(self, part: str) -> Embedded | None:
        """Return one picture, None if there is none of that name."""
        member = self._found.get(part)
        if member is None:
            return None
        with self._container.open(member) as stream:
            data = stream.read(MOST_BYTES)
        return Embedded(part=part, page=self._slides.get(part.lower()), data=data)

    def _is_picture(self, member: zipfile.ZipInfo) -> bool:
        with self._container.open(member) as stream:
            kind = KINDS.get(sniff(stream.read(HEAD_BYTES)) or "")
        return kind is not None and kind.family == PICTURE


@contextmanager
def opened(data: bytes) -> Iterator[OfficePictures]:
    """Give the pictures of an Office file while it is open. Raises CannotCheck "damaged"."""
    with archive.opened(data) as container:
        yield OfficePictures(container)


def one_of(data: bytes, part: str) -> Embedded | None:
    """Return the picture of that name. Raises CannotCheck "damaged"."""
    with opened(data) as pictures:
        return pictures.take(part)


def _slides(container: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, int]:
    """The first slide each picture stands on, by the lower-case name of its member."""
    found: dict[str, int] = {}
    for member in members:
        slide = _SLIDE.fullmatch(member.filename)
        if slide is None or member.file_size > _MOST_RELATIONS:
            continue
        with container.open(member) as stream:
            relations = stream.read(_MOST_RELATIONS)
        for target in _TARGET.findall(relations):
            path = posixpath.normpath(
                posixpath.join("ppt/slides", target.decode("utf-8", "replace"))
            )
            number = int(slide[1])
            found[path.lower()] = min(number, found.get(path.lower(), number))
    return found
