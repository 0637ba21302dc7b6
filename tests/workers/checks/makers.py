"""Real files made for the tests of the checks, from photographs that scikit-image ships."""

import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import pikepdf
import pillow_heif
import skimage
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from PIL import Image
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.stamp import TextStampStyle

pillow_heif.register_heif_opener()

R = TypeVar("R")
PHOTOGRAPHS = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "hubble_deep_field.jpg")
_SHIPPED = Path(skimage.__file__).parent / "data"
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
_OOXML = "application/vnd.openxmlformats-officedocument."


@cache
def photograph(name: str = "astronaut.png") -> Image.Image:
    """One of PHOTOGRAPHS in RGB."""
    return Image.open(_SHIPPED / name).convert("RGB")


def encoded(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(name: str = "astronaut.png", **options: object) -> bytes:
    return encoded(photograph(name), "JPEG", **{"quality": 90, **options})


def exif(
    *,
    taken: str | None = None,
    zone: str | None = None,
    software: str | None = None,
    place: tuple[float, float] | None = None,
    orientation: int | None = None,
) -> Image.Exif:
    """Metadata as a camera writes it; `place` is latitude and longitude in degrees."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Contoh", "Kamera 1"
    if software:
        tags[0x0131] = software
    if orientation:
        tags[0x0112] = orientation
    detail = tags.get_ifd(0x8769)
    if taken:
        detail[0x9003] = taken
    if zone:
        detail[0x9011] = zone
    if place:
        gps = tags.get_ifd(0x8825)
        gps[1], gps[2] = ("S" if place[0] < 0 else "N"), _degrees(place[0])
        gps[3], gps[4] = ("W" if place[1] < 0 else "E"), _degrees(place[1])
    return tags


def _degrees(value: float) -> tuple[float, float, float]:
    value = abs(value)
    minutes = (value - int(value)) * 60
    return float(int(value)), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)


def office(
    kind: str = "docx", parts: dict[str, bytes] | None = None, *, macros: bool = False
) -> bytes:
    """A minimal Office file with further parts of its own."""
    path, ending = _MAIN[kind]
    types = f'<Override PartName="/{path}" ContentType="{_OOXML}{ending}"/>'
    if macros:
        types += (
            '<Override PartName="/word/vbaProject.bin" '
            'ContentType="application/vnd.ms-office.vbaProject"/>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="urn:x">{types}</Types>')
        archive.writestr(path, "<document/>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(pages: int = 1, *, password: str | None = None, text: str = "Berita Acara") -> bytes:
    """A PDF with a line of text on each page; `password` locks it."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawing = f"BT /F1 24 Tf 72 700 Td ({text} {number + 1}) Tj ET".encode()
        page.Contents = document.make_stream(drawing)
    out = io.BytesIO()
    lock = pikepdf.Encryption(user=password, owner=password) if password else False
    document.save(out, encryption=lock)
    return out.getvalue()


@cache
def signer(name: str = "Kepala Unit") -> signers.SimpleSigner:
    """A signer with a throw-away key that nobody trusts."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        None, key, certificate, None, serialization.NoEncryption()
    )
    loaded: signers.SimpleSigner | None
    loaded = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[])
    assert loaded is not None
    return loaded


def apart(work: Callable[..., R], *args: object, **named: object) -> R:
    """Do the work in a thread of its own.

    pyHanko starts an event loop, and after a browser test this thread has one already.
    """
    with ThreadPoolExecutor(1) as other:
        return other.submit(work, *args, **named).result()


def signed(
    data: bytes | None = None,
    field: str = "Tanda1",
    name: str = "Kepala Unit",
    *,
    certify: MDPPerm | None = None,
    stamp: tuple[int, int, int, int] | None = None,
) -> bytes:
    """A PDF signed with a throw-away key; signing a signed one adds a second signature.

    `certify` says what may be done afterwards; `stamp` is where a white seal is put on page 1.
    """
    out = io.BytesIO()
    box = fields.SigFieldSpec(sig_field_name=field, box=stamp) if stamp else None
    by = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field,
            certify=certify is not None,
            docmdp_permissions=certify or MDPPerm.ANNOTATE,
        ),
        signer=signer(name),
        stamp_style=_seal(*stamp) if stamp else None,
        new_field_spec=box,
    )
    apart(by.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(data or pdf())), output=out)
    return out.getvalue()


def _seal(left: int, bottom: int, right: int, top: int) -> TextStampStyle:
    width, height = right - left, top - bottom
    white = RawContent(
        f"1 g 0 0 {width} {height} re f".encode(), box=BoxConstraints(width=width, height=height)
    )
    return TextStampStyle(stamp_text="Sah", background=white, background_opacity=1)
