"""Was more than signatures added to a PDF? The two files are compared object by object.

Signing appends to a file. Of what the draft holds it may touch three things: the catalog, which gets
a form with signature fields and room for archiving; the pages, which get the seals; and the record
of who wrote the file and when. Every other object of the draft must be what it was. pyHanko's own
comparison starts at a first signature, and does not take the file that had none yet.
"""

import io
from typing import Any

import pikepdf

from workers.checks.pdf.seals import Seal

# Keys of the catalog that signing and archiving write.
SIGNING = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version", "/Metadata"})
FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
SEAL = frozenset({"/Annots"})
STAMPED = frozenset({"/ModDate", "/Producer"})


class Changed(Exception):
    """Something of the draft is not what it was, or something else than a seal was added."""


def seals_added(draft: bytes, signed: bytes) -> list[Seal]:
    """Return the seals that signing put on the pages, invisible ones too. Raises Changed."""
    with pikepdf.open(io.BytesIO(draft)) as old, pikepdf.open(io.BytesIO(signed)) as new:
        if len(old.pages) != len(new.pages):
            raise Changed("pages")
        _form_of_signatures(new)
        allowed = _may_change(old)
        for item in old.objects:
            number = item.objgen
            if number[0]:
                _same(item, new.get_object(number), allowed.get(number, frozenset()))
        return [seal for index in range(len(old.pages)) for seal in _seals(old, new, index)]


def _may_change(old: pikepdf.Pdf) -> dict[tuple[int, int], frozenset[str]]:
    """Which keys of which objects signing may write."""
    allowed = {old.Root.objgen: SIGNING}
    allowed |= {page.obj.objgen: SEAL for page in old.pages}
    allowed |= {page.obj.Annots.objgen: SEAL for page in old.pages if "/Annots" in page.obj}
    if "/Info" in old.trailer:
        allowed[old.trailer.Info.objgen] = STAMPED
    if "/Metadata" in old.Root:
        allowed[old.Root.Metadata.objgen] = SIGNING
    return allowed


def _same(old: Any, new: Any, allowed: frozenset[str]) -> None:
    if allowed and isinstance(old, (pikepdf.Array, pikepdf.Stream)):
        return  # a page's list of notes, looked at below; the metadata, which show nowhere
    if isinstance(old, pikepdf.Dictionary) and isinstance(new, pikepdf.Dictionary):
        for key in {*old.keys(), *new.keys()} - allowed:
            if _written(old.get(key)) != _written(new.get(key)):
                raise Changed(key)
    elif _written(old) != _written(new):
        raise Changed(str(old.objgen))


def _written(item: Any) -> object:
    """An object as it stands in the file: references stay references."""
    if isinstance(item, pikepdf.Stream):
        entries = {key: _shallow(item.get(key)) for key in item.keys()}  # noqa: SIM118
        return entries, item.read_raw_bytes()
    return _shallow(item)


def _shallow(item: Any) -> bytes | None:
    if item is None:
        return None
    return item.unparse() if isinstance(item, pikepdf.Object) else repr(item).encode()


def _form_of_signatures(new: pikepdf.Pdf) -> None:
    form = new.Root.get("/AcroForm")
    if form is None or set(form.keys()) - FORM:
        raise Changed("form")
    if any(field.get("/FT") != "/Sig" for field in form.Fields):
        raise Changed("field")


def _seals(old: pikepdf.Pdf, new: pikepdf.Pdf, index: int) -> list[Seal]:
    """The notes of a page beyond those it had; each must be the seal of a signature."""
    before = list(old.pages[index].obj.get("/Annots", []))
    after = list(new.pages[index].obj.get("/Annots", []))
    kept = [_shallow(note) for note in before] == [_shallow(n) for n in after[: len(before)]]
    added = after[len(before) :]
    if not kept or any(n.get("/Subtype") != "/Widget" or n.get("/FT") != "/Sig" for n in added):
        raise Changed("note")
    return [Seal(index, tuple(float(side) for side in note.Rect)) for note in added]
