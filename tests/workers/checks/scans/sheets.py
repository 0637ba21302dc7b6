"""Letters as they come out of a scanner: set by typst, turned a little, with grain, as a JPEG."""

import io
from functools import cache

import numpy as np
import pikepdf
import typst
from PIL import Image

NUMBER = "W.10-PAS.PAS3-123-OT.02.02 Tahun 2026"
DATE = "15 Januari 2026"


def source(number: str = NUMBER, day: str = DATE, lines: int = 4) -> str:
    """The letter as typst takes it."""
    body = "Petugas loket mencatat setiap pengunjung lansia di buku besar tanpa dipungut biaya."
    return f"""
#set page(paper: "a4", margin: 2cm)
#set text(size: 11pt)
#align(center)[*KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA* \\ KANTOR WILAYAH JAWA BARAT \\
LEMBAGA PEMASYARAKATAN KELAS IIA CONTOH \\ Jalan Pahlawan Nomor 12]
#line(length: 100%)
Nomor : {number} #h(1fr) Bandung, {day} \\
Hal : Laporan Layanan Kunjungan

{(body + chr(10) + chr(10)) * lines}
"""


@cache
def pdf(number: str = NUMBER, day: str = DATE) -> bytes:
    """The letter as its word processor saved it."""
    made = typst.compile(source(number, day).encode())
    assert isinstance(made, bytes)
    return made


@cache
def page(
    number: str = NUMBER,
    day: str = DATE,
    *,
    turned: float = 0.8,
    grain: float = 6.0,
    ppi: int = 150,
    lines: int = 4,
) -> Image.Image:
    """The letter as a scanner sees it."""
    made = typst.compile(source(number, day, lines).encode(), format="png", ppi=ppi)
    assert isinstance(made, bytes)
    sheet = Image.open(io.BytesIO(made)).convert("RGB")
    sheet = sheet.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=(250, 249, 245))
    noise = np.random.default_rng(1).normal(0, grain, (sheet.height, sheet.width, 1))
    return Image.fromarray((np.asarray(sheet) + noise).clip(0, 255).astype(np.uint8))


@cache
def jpeg(number: str = NUMBER, day: str = DATE, quality: int = 70, lines: int = 4) -> bytes:
    out = io.BytesIO()
    page(number, day, lines=lines).save(out, "JPEG", quality=quality)
    return out.getvalue()


def scanned_pdf(number: str = NUMBER, day: str = DATE) -> bytes:
    """A PDF of one page that is the scan, with a hidden layer of other words under it."""
    out = io.BytesIO()
    page(number, day).save(out, "PDF", resolution=150)
    with pikepdf.open(io.BytesIO(out.getvalue())) as document:
        first = document.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        first.Resources.Font = pikepdf.Dictionary(F1=font)
        hidden = b"BT /F1 9 Tf 3 Tr 60 700 Td (Nomor : X-1 layer of the scanner) Tj ET"
        first.contents_add(document.make_stream(hidden))
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()
