"""What an Office file does besides showing its content."""

import re
import zipfile
from collections.abc import Iterator

# The class of an object that is any file at all, wrapped by Windows: 0003000C-….
PACKAGE = bytes.fromhex("0c00030000000000c000000000000046")
_MOST_BYTES = 8 * 1024 * 1024
_FIELDS = re.compile(
    r"(word/(document|header\d*|footer\d*|comments|footnotes)|xl/externallinks/[^/]+)\.xml"
)
# A field that has another program do something: DDE, DDEAUTO, also cut into several runs of text.
_DDE_FIELD = re.compile(
    rb"<w:instrText[^>]*>\s*\"?\s*DDE(AUTO)?\b|w:instr=\"\s*DDE(AUTO)?\b", re.IGNORECASE
)
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>")
_DDE_WORDS = re.compile(rb"^\s*DDE(AUTO)?\b", re.IGNORECASE)
_DDE_LINK = re.compile(rb"<(?:\w+:)?ddeLink\b")
_BEGINS = re.compile(rb"w:fldCharType=\"begin\"")
_REMOTE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*\"External\"[^>]*>")
_TEMPLATE = re.compile(rb"relationships/(attachedTemplate|frame|subDocument)\"")
_OBJECT = re.compile(rb"relationships/(oleObject|package)\"")
_LINKED = re.compile(rb"relationships/(externalLinkPath|externalLink)\"")


def deeds_of(container: zipfile.ZipFile) -> list[str]:
    """Return the codes of `[office]` in explanations.toml for what the file does, sorted."""
    return sorted(set(_deeds(container)))


def _deeds(container: zipfile.ZipFile) -> Iterator[str]:
    for member in container.infolist():
        name = member.filename.lower()
        if "/macrosheets/" in name:
            yield "macro_sheet"
        elif "/activex/" in name and name.endswith((".xml", ".bin")):
            yield "controls"
        elif "/embeddings/" in name and name.endswith(".bin"):
            yield "packaged_file" if PACKAGE in _read(container, member) else "embedded_object"
        elif name.endswith(".rels") and member.file_size <= _MOST_BYTES:
            yield from _relations(_read(container, member))
        elif _FIELDS.fullmatch(name) and _has_dde(_read(container, member)):
            yield "dde"


def _read(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with container.open(member) as stream:
        return stream.read(_MOST_BYTES)


def _relations(text: bytes) -> Iterator[str]:
    for found in _REMOTE.finditer(text):
        relation = found.group()
        if _TEMPLATE.search(relation):
            yield "remote_template"
        elif _OBJECT.search(relation) or _LINKED.search(relation):
            yield "external_link"


def _has_dde(text: bytes) -> bool:
    if _DDE_LINK.search(text) or _DDE_FIELD.search(text):
        return True
    # One field may be written in pieces; between two beginnings they belong together.
    return any(
        _DDE_WORDS.match(b"".join(_INSTRUCTION.findall(field)).replace(b'"', b""))
        for field in _BEGINS.split(text)[1:]
    )
