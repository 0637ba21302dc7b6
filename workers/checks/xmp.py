"""Reading XMP, the metadata as XML that editors and cameras write beside the pixels."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image

_MOST_BYTES = 512 * 1024
_MOST_VALUES = 50
_LONGEST = 300
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DESCRIPTION, _ITEM, _RESOURCE = f"{_RDF}Description", f"{_RDF}li", f"{_RDF}resource"
_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta\s*>|<rdf:RDF\b.*?</rdf:RDF\s*>", re.DOTALL)

# What properties are asked for by name; the rest of their address is the namespace's affair.
Properties = Mapping[str, tuple[str, ...]]


def packet_of(image: Image.Image) -> bytes:
    """Return the packet Pillow found in an opened picture, empty without one."""
    for name in ("xmp", "XML:com.adobe.xmp"):
        found = image.info.get(name)
        if found:
            return found if isinstance(found, bytes) else str(found).encode()
    return b""


def properties(packet: bytes) -> Properties:
    """Return the values of each property by its local name, wherever it stands in the packet.

    Values are texts in their order; a packet that is too large or cannot be parsed has none.
    """
    body = _PACKET.search(packet[:_MOST_BYTES])
    if body is None:
        return {}
    try:
        root = fromstring(body.group())
    except (ParseError, DefusedXmlException, ValueError):
        return {}
    found: dict[str, list[str]] = {}
    for name, value in _values(root):
        kept = found.setdefault(name, [])
        if value and len(kept) < _MOST_VALUES:
            kept.append(value[:_LONGEST])
    return {name: tuple(values) for name, values in found.items() if values}


def _values(root: Element) -> Iterator[tuple[str, str]]:
    """Attributes of descriptions and items, elements with text, and the items of their lists."""
    owner: dict[Element, str] = {}
    for element in root.iter():
        name = owner.get(element, "") if element.tag == _ITEM else _local(element.tag)
        for child in element:
            owner[child] = name if child.tag.startswith(_RDF) else ""
        text = (element.text or "").strip()
        if text and (element.tag == _ITEM or not element.tag.startswith(_RDF)):
            yield name, text
        for key, value in element.attrib.items():
            if key == _RESOURCE:
                yield name, value.strip()
            elif not key.startswith((_RDF, "{http://www.w3.org/XML")):
                yield _local(key), value.strip()


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
