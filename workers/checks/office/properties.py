"""What an Office file says about itself: who, with what, when, and of which family it is."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

_MOST_BYTES = 2 * 1024 * 1024
_MOST_REVISIONS = 200
_LONGEST = 120
_CORE, _APP, _SETTINGS = "docProps/core.xml", "docProps/app.xml", "word/settings.xml"
_REVISION = re.compile(r"[0-9A-F]{8}")
# Midnight to the second is a date that a program's own template bears, not one a person made.
_MADE_BY_PROGRAM = (0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Properties:
    """The properties of one file; empty or None where it does not say.

    `revisions` are the random numbers Word gives to each session of editing, the first one first:
    files that grew out of one another share them.
    """

    author: str = ""
    changed_by: str = ""
    company: str = ""
    program: str = ""
    template: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    revisions: tuple[str, ...] = ()


def read_properties(container: zipfile.ZipFile) -> Properties:
    """Read the properties of an opened container. What is broken in it reads as absent."""
    core, app = _texts(container, _CORE), _texts(container, _APP)
    version = app.get("AppVersion", "")
    return Properties(
        author=core.get("creator", ""),
        changed_by=core.get("lastModifiedBy", ""),
        company=app.get("Company", ""),
        program=" ".join(filter(None, (app.get("Application", ""), version))),
        template=app.get("Template", ""),
        created=moment(core.get("created", "")),
        modified=moment(core.get("modified", "")),
        revisions=tuple(_revisions(container)),
    )


def moment(text: str) -> datetime | None:
    """Read a date as Office writes it, aware; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def words(text: str | None) -> str:
    """Return printable text of bounded length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())[:_LONGEST]


def root_of(container: zipfile.ZipFile, name: str) -> Element | None:
    """Return a part of the container as XML, None where there is none that can be read."""
    if name not in container.namelist():
        return None
    with container.open(name) as part:
        text = part.read(_MOST_BYTES)
    try:
        root: Element = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root


def origin_of(found: Properties) -> str:
    """Return author and instant of creation, which copies keep; empty where they say too little."""
    if not found.author or found.created is None:
        return ""
    clock = (found.created.hour, found.created.minute, found.created.second)
    return "" if clock == _MADE_BY_PROGRAM else f"{found.author.lower()}\n{found.created}"


def _texts(container: zipfile.ZipFile, name: str) -> dict[str, str]:
    root = root_of(container, name)
    if root is None:
        return {}
    return {element.tag.rpartition("}")[2]: words(element.text) for element in root}


def _revisions(container: zipfile.ZipFile) -> Iterator[str]:
    root = root_of(container, _SETTINGS)
    count = 0
    for element in root.iter() if root is not None else ():
        name = element.tag.rpartition("}")[2]
        if name not in {"rsidRoot", "rsid"} or count >= _MOST_REVISIONS:
            continue
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "val" and _REVISION.fullmatch(value.upper()):
                count += 1
                yield value.upper()
