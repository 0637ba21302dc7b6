"""Which objects a later revision of a PDF has changed, told by what they are for."""

from collections.abc import Iterator
from enum import StrEnum

import pikepdf

from workers.checks.pdf.actions import ACTIVE_KEYS
from workers.checks.pdf.opening import structure


class Part(StrEnum):
    """What a changed object is for. The last ones can change what a reader sees."""

    RECORDS = "records"  # dates, producer, metadata, certificates, tables of the file itself
    SIGNING = "signing"  # signatures, time stamps and what checks them
    TAGS = "tags"  # the order in which a screen reader reads
    MARKS = "marks"  # fields, notes and how they look
    ADDED = "added"  # new objects of other kinds
    VALUES = "values"  # what a field holds or how a note is drawn
    FONTS = "fonts"
    CONTENT = "content"
    LAYERS = "layers"  # what is shown and what is hidden
    OPENING = "opening"  # what happens at opening, the names of the document
    ACTIVE = "active"


UNSEEN = frozenset({Part.RECORDS, Part.SIGNING, Part.TAGS, Part.MARKS, Part.ADDED})

_MOST_OBJECTS = 20_000
_SIGNING = {"/Sig", "/DocTimeStamp", "/DSS", "/VRI", "/TransformParams", "/SigRef", "/SigFieldLock"}
_RECORDS = {"/Metadata", "/XRef", "/ObjStm", "/DeveloperExtensions"}
_TAGS = {"/StructElem", "/StructTreeRoot", "/MCR", "/OBJR"}
_FONTS = {"/Font", "/FontDescriptor", "/Encoding", "/CMap"}
_LAYERS = {"/OCG", "/OCMD"}
# What decides how a field or a note is drawn, in this reader or in one that draws it anew.
_SHOWN = {"/V", "/AS", "/AP", "/DA", "/DV", "/F", "/Ff", "/MK", "/NeedAppearances", "/Rect", "/Opt"}
_KEYS = {
    Part.SIGNING: {"/DSS", "/Perms", "/VRI", "/Certs", "/OCSPs", "/CRLs", "/Cert", "/OCSP", "/CRL"},
    Part.RECORDS: {
        "/Extensions", "/Metadata", "/Version", "/PieceInfo", "/LastModified", "/Lang",
        "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Title", "/Author",
    },
    Part.TAGS: {"/StructTreeRoot", "/MarkInfo", "/StructParents", "/StructParent", "/Tabs"},
    Part.MARKS: {"/AcroForm", "/Annots"},
    Part.LAYERS: {"/OCProperties"},
    Part.OPENING: {"/OpenAction", "/Names", "/Dests", "/ViewerPreferences", "/PageMode", "/Pages"},
}  # fmt: skip
_OF_KEY = {key: part for part, keys in _KEYS.items() for key in keys}


def changed_parts(before: bytes, after: bytes) -> set[Part]:
    """Return what the objects are for that differ. Raises CannotCheck for what cannot be read."""
    with structure(before) as old, structure(after) as new:
        return set(_parts(old, new))


def _parts(old: pikepdf.Pdf, new: pikepdf.Pdf) -> Iterator[Part]:
    known = {thing.objgen: thing for thing in _objects(old)}
    proofs = _proofs(new)
    for number, now in enumerate(_objects(new)):
        if number >= _MOST_OBJECTS:
            yield Part.CONTENT
            return
        was = known.get(now.objgen)
        if was is None:
            yield _added(now)
        elif now.objgen in proofs:
            yield from [Part.SIGNING] if _written(was) != _written(now) else []
        elif _written(was) != _written(now):
            yield from _altered(was, now)


def _objects(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Numbers, words and nothings stand alone only as lengths and the like."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            yield thing


def _proofs(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the objects that hold certificates and the like, for the checking of signatures."""
    found: set[tuple[int, int]] = set()
    todo: list[object] = [document.Root.get("/DSS")]
    while todo and len(found) < _MOST_OBJECTS:
        thing = todo.pop()
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            if thing.objgen in found:
                continue
            found.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            todo += list(thing)
        elif isinstance(thing, pikepdf.Dictionary):
            todo += [value for _, value in thing.items()]
    return found - _shown(document)


def _shown(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the pages and what they draw directly, which no other use makes harmless."""
    shown = set()
    for page in document.pages:
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        things = [page.obj, contents, *parts]
        shown |= {thing.objgen for thing in things if isinstance(thing, pikepdf.Object)}
    return shown


def _written(thing: pikepdf.Object) -> bytes:
    """Return the object as bytes that are the same exactly when it is."""
    own = thing.unparse(resolved=True)
    return own + thing.read_raw_bytes() if isinstance(thing, pikepdf.Stream) else own


def _keys(thing: pikepdf.Object) -> set[str]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return set(thing.keys())
    return set()


def _kind(thing: pikepdf.Object) -> str:
    return str(thing.get("/Type", "")) if _keys(thing) else ""


def _named(thing: pikepdf.Object) -> Part | None:
    """Tell what an object is for by its type alone."""
    keys, kind = _keys(thing), _kind(thing)
    if keys & ACTIVE_KEYS:
        return Part.ACTIVE
    for part, kinds in (
        (Part.SIGNING, _SIGNING), (Part.RECORDS, _RECORDS), (Part.TAGS, _TAGS),
        (Part.FONTS, _FONTS), (Part.LAYERS, _LAYERS),
    ):  # fmt: skip
        if kind in kinds:
            return part
    if kind == "/Annot" or {"/Rect", "/Subtype"} <= keys or "/FT" in keys or "/SigFlags" in keys:
        return Part.MARKS
    if keys and {_OF_KEY.get(key) for key in keys} <= {Part.RECORDS, None} and "/Producer" in keys:
        return Part.RECORDS
    return None


def _added(thing: pikepdf.Object) -> Part:
    found = _named(thing)
    return Part.ACTIVE if found is Part.ACTIVE else found if found in UNSEEN else Part.ADDED


def _altered(was: pikepdf.Object, now: pikepdf.Object) -> Iterator[Part]:
    """Tell what a change of an object that was there already can do."""
    found = _named(now)
    if found is Part.MARKS and now.get("/FT") != "/Sig":
        changed = {key for key in _keys(was) | _keys(now) if _value(was, key) != _value(now, key)}
        yield Part.VALUES if changed & _SHOWN else found
        return
    if found in {Part.MARKS, Part.RECORDS, Part.SIGNING, Part.TAGS, Part.FONTS, Part.LAYERS}:
        yield found
        return
    if _keys(was) and _keys(now) and not isinstance(now, pikepdf.Stream):
        yield from _altered_keys(was, now)
        return
    yield Part.MARKS if _of_marks(now) else Part.CONTENT


def _of_marks(thing: pikepdf.Object) -> bool:
    """Lists of notes and of fields are arrays of references to dictionaries with a place."""
    if not isinstance(thing, pikepdf.Array) or len(thing) == 0:
        return False
    return all(_named(item) is Part.MARKS for item in list(thing)[:200])


def _altered_keys(was: pikepdf.Object, now: pikepdf.Object) -> Iterator[Part]:
    for key in _keys(was) | _keys(now):
        if _value(was, key) != _value(now, key):
            part = _OF_KEY.get(key, Part.CONTENT)
            yield Part.ACTIVE if key in ACTIVE_KEYS else part


def _value(thing: pikepdf.Object, key: str) -> bytes:
    value = thing.get(key)
    if isinstance(value, pikepdf.Object):
        return value.unparse(resolved=False)
    return repr(value).encode()
