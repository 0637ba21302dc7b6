"""False evidence that the demo makes itself, so that the pages of findings have something to show."""

import io

import pikepdf
from PIL import Image

from workers.demo.pictures import document, written

_LIST = ("Daftar Hadir Layanan Ramah HAM", "Jumlah peserta: %d orang", "Mengetahui, Kepala UPT")


def altered_list(*, place: str = "", counted: int = 28) -> bytes:
    """A list of attendance to which a hundred were added after it was made, and saved again.

    `place` stands in its title, so that two lists are not the same file.
    """
    title, line, closed = _LIST
    title = f"{title} {place}".rstrip()
    made = document(title, line % counted, closed)
    return _saved_again(made, written(title, line % (counted + 100), closed))


def _saved_again(made: bytes, content: bytes) -> bytes:
    """The document with other content on its page, as an incremental save appends it."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        number, _ = pdf.pages[0].Contents.objgen
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 1
    previous = int(made[made.rindex(b"startxref") + 9 :].split()[0])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"
    grown = made + body % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n"
    end = b"startxref\n%d\n%%%%EOF\n" % len(grown)
    return grown + table % (number, len(made), size, root, previous) + end


def cloned(photo: bytes) -> bytes:
    """The photograph with one thing standing in it twice, stored again without its EXIF."""
    picture = Image.open(io.BytesIO(photo)).convert("RGB")
    width, height = picture.size
    part = picture.crop((width // 8, height // 3, width * 3 // 8, height * 2 // 3))
    picture.paste(part, (width * 5 // 8, height // 2))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def cropped(photo: bytes) -> bytes:
    """The middle of a photograph, as it is cut to hide where it comes from."""
    picture = Image.open(io.BytesIO(photo)).convert("RGB")
    width, height = picture.size
    middle = picture.crop((width // 20, height // 20, width * 19 // 20, height * 19 // 20))
    out = io.BytesIO()
    middle.save(out, "JPEG", quality=85)
    return out.getvalue()
