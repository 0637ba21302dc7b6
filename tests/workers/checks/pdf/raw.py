"""PDF files written by hand, byte by byte, so that a test can write them wrongly."""

PAGE = b"BT /F1 24 Tf 72 700 Td (Berita Acara) Tj ET"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def stream(content: bytes, *, entries: bytes = b"", length: bytes | None = None) -> bytes:
    """A stream; `length` may tell another length than it has."""
    told = length if length is not None else b"/Length %d" % len(content)
    return b"<< %s %s >>\nstream\n%s\nendstream" % (told, entries, content)


def objects(content: bytes = PAGE, *, page: bytes = b"", root: bytes = b"") -> dict[int, bytes]:
    """The four objects of a document with one page; `page` and `root` are further entries."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        3: b"<< /Type /Page /Parent 2 0 R /Resources %s /Contents [4 0 R] %s >>" % (FONT, page),
        4: stream(content),
    }


def written(things: dict[int, bytes], *, before: bytes = b"", more: bytes = b"") -> bytes:
    """A whole file of objects; `before` stands before the header, `more` behind the objects."""
    out, places = before + b"%PDF-1.7\n", {}
    for number, thing in things.items():
        places[number] = len(out)
        out += defined(number, thing)
    out += more
    return out + _table(places, len(out), b"")


def updated(data: bytes, things: dict[int, bytes], *, closed: bool = True) -> bytes:
    """The file with objects replaced in an incremental update."""
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    out, places = data, {}
    for number, thing in things.items():
        places[number] = len(out)
        out += defined(number, thing)
    out += _table(places, len(out), b"/Prev %d" % previous)
    return out if closed else out.removesuffix(b"%%EOF\n")


def defined(number: int, thing: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, thing)


def _table(places: dict[int, int], at: int, previous: bytes) -> bytes:
    lines = b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        lines += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(places) + 1
    trailer = b"trailer\n<< /Root 1 0 R /Size %d %s >>\n" % (size, previous)
    return lines + trailer + b"startxref\n%d\n%%%%EOF\n" % at
