"""Parts of a PDF that do something, or that fetch something, instead of showing something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pikepdf


class Deed(StrEnum):
    """What such a part does; `explanations.toml` has words for each under [active]."""

    SCRIPT = "script"
    FORM_SCRIPT = "form_script"  # scripts of a form's own fields: number formats, sums, dates
    LAUNCH = "launch"
    SUBMIT = "submit"
    IMPORT = "import"
    OTHER_FILE = "other_file"  # opens another document without being asked
    LINKED = "linked"  # a click opens a document that lies beside this one
    AUTOMATIC = "automatic"  # opens an address or prints without being asked
    EXTERNAL = "external"  # takes content from outside the file
    MEDIA = "media"
    WHOLE_PAGE = "whole_page"  # a click anywhere on a page leads elsewhere
    ATTACHED = "attached"
    DYNAMIC_FORM = "dynamic_form"  # XFA: the form is drawn by a program


@dataclass(frozen=True)
class Found:
    """One deed; the number of its object tells where."""

    deed: Deed
    number: int


# A change of these keys after signing is never only a change of records.
ACTIVE_KEYS = {"/JS", "/AA", "/XFA", "/EmbeddedFiles", "/RichMediaContent"}

_MOST_OBJECTS = 20_000
_MOST_FOUND = 200
_DEEPEST = 12
_BY_ACTION = {
    "/JavaScript": Deed.SCRIPT,
    "/Launch": Deed.LAUNCH,
    "/SubmitForm": Deed.SUBMIT,
    "/ImportData": Deed.IMPORT,
    "/GoToE": Deed.OTHER_FILE,
    "/GoToR": Deed.LINKED,
    "/Rendition": Deed.MEDIA,
    "/Movie": Deed.MEDIA,
    "/Sound": Deed.MEDIA,
    "/RichMediaExecute": Deed.MEDIA,
}
_AUTOMATIC = {"/URI", "/Named", "/SubmitForm", "/Hide", "/SetOCGState"}
_MEDIA_NOTES = {"/RichMedia", "/Movie", "/3D", "/Screen"}
# What form programs write themselves: calls of Acrobat's AF… functions and nothing else.
_FORM_SCRIPT = re.compile(r"\s*(?:AF[A-Za-z]+_?[A-Za-z]*\([^()]*(?:\([^()]*\)[^()]*)*\)[;\s]*)+\s*")
_WHOLE_PAGE = 0.8


def deeds(document: pikepdf.Pdf) -> list[Found]:
    """Return what the document can do, also where nothing refers to it; each kind a few times."""
    found: list[Found] = []
    for number, thing in enumerate(document.objects):
        if number >= _MOST_OBJECTS or len(found) >= _MOST_FOUND:
            break
        found += [Found(deed, thing.objgen[0]) for deed in _within(thing, 0)]
    return found + [Found(deed, page) for deed, page in _whole_pages(document)]


def _within(thing: object, depth: int) -> Iterator[Deed]:
    """Look into an object and what is written directly inside it."""
    if depth > _DEEPEST:
        return
    if isinstance(thing, pikepdf.Array):
        for inner in list(thing)[:500]:
            yield from _inside(inner, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from _of(thing)
        for key in list(thing.keys())[:200]:
            yield from _inside(thing.get(key), depth)


def _inside(thing: object, depth: int) -> Iterator[Deed]:
    if isinstance(thing, pikepdf.Object) and not thing.is_indirect:
        yield from _within(thing, depth + 1)


def _of(thing: pikepdf.Object) -> Iterator[Deed]:
    action = str(thing.get("/S", ""))
    if "/JS" in thing or action == "/JavaScript":
        yield _script(thing.get("/JS"))
    elif action in _BY_ACTION:
        yield _BY_ACTION[action]
    elif action == "/Thread" and "/F" in thing:
        yield Deed.OTHER_FILE
    yield from _files(thing)
    if "/XFA" in thing:
        yield Deed.DYNAMIC_FORM
    if str(thing.get("/Subtype", "")) in _MEDIA_NOTES and "/Rect" in thing:
        yield Deed.MEDIA
    for started in _started(thing):
        if str(started.get("/S", "")) in _AUTOMATIC:
            yield Deed.AUTOMATIC
        if started.get("/S") == "/GoToR":
            yield Deed.OTHER_FILE


def _files(thing: pikepdf.Object) -> Iterator[Deed]:
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        yield Deed.EXTERNAL
    if "/Ref" in thing and str(thing.get("/Subtype", "")) == "/Form":
        yield Deed.EXTERNAL
    if str(thing.get("/FS", "")) == "/URL":
        yield Deed.EXTERNAL
    if "/EF" in thing:
        yield Deed.ATTACHED


def _script(source: object) -> Deed:
    """Tell a form's own formats and sums from a program."""
    if isinstance(source, pikepdf.Stream):
        text = source.read_bytes()[:100_000].decode("latin-1")
    else:
        text = str(source)[:100_000]
    return Deed.FORM_SCRIPT if _FORM_SCRIPT.fullmatch(text) else Deed.SCRIPT


def _started(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the actions that start without a click: at opening, at entering a page or a field."""
    opening = thing.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):
        yield opening
    events = thing.get("/AA")
    if isinstance(events, pikepdf.Dictionary):
        yield from (
            action for _, action in events.items() if isinstance(action, pikepdf.Dictionary)
        )


def _whole_pages(document: pikepdf.Pdf) -> Iterator[tuple[Deed, int]]:
    for number, page in enumerate(document.pages, start=1):
        if number > 200:
            return
        notes = page.obj.get("/Annots")
        if isinstance(notes, pikepdf.Array) and any(_over_all(n, page) for n in list(notes)[:500]):
            yield Deed.WHOLE_PAGE, number


def _over_all(note: object, page: pikepdf.Page) -> bool:
    """Say whether a link to an address lies over nearly all of a page."""
    if not isinstance(note, pikepdf.Dictionary) or note.get("/Subtype") != "/Link":
        return False
    action = note.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or action.get("/S") != "/URI":
        return False
    return _area(note.get("/Rect")) >= _WHOLE_PAGE * _area(page.mediabox) > 0


def _area(rectangle: object) -> float:
    if not isinstance(rectangle, pikepdf.Array) or len(rectangle) != 4:
        return 0.0
    left, bottom, right, top = (float(side) for side in list(rectangle))
    return abs(right - left) * abs(top - bottom)
