"""A draft of ours comes back signed: only its own, unchanged, and by a key that fits."""

import io
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from record.domain.documents import render
from tests.record.domain.test_documents import TEMPLATE, sample
from tests.workers.checks import makers
from tests.workers.checks.pdf.test_signatures import (
    APART,
    WHITE_BOX,
    set_in_root,
    updated,
    with_a_note,
    with_another_first_page,
)
from workers.checks import sandbox
from workers.checks.pdf.countersigned import first_version, read

JOB = "workers.checks.pdf.countersigned:run"
USAGE = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)


@cache
def draft(**changes: str) -> bytes:
    """A document as the application prints them."""
    return render(TEMPLATE, sample(**changes))


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certified(
    name: str, by: Any = None, *, days: tuple[int, int] = (-1, 30)
) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A key with its certificate; without `by` an authority's own, which signs itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer_key, issuer = by or (key, None)
    usage = USAGE | (
        {"key_cert_sign": True, "crl_sign": True}
        if by is None
        else {"digital_signature": True, "content_commitment": True}
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(issuer.subject if issuer else named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    return key, made


@cache
def authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    return certified("Penyelenggara Contoh")


def roots() -> bytes:
    return authority()[1].public_bytes(serialization.Encoding.PEM)


def signed_by(data: bytes, name: str, *, days: tuple[int, int] = (-1, 30)) -> bytes:
    """The file signed with a certificate of our authority."""
    key, certificate = certified(name, authority(), days=days)
    packed = serialization.pkcs12.serialize_key_and_certificates(
        None, key, certificate, [authority()[1]], serialization.NoEncryption()
    )
    signer = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[])
    assert signer is not None
    out = io.BytesIO()
    by = signers.PdfSigner(signers.PdfSignatureMetadata(field_name="Menteri"), signer=signer)
    makers.apart(by.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
    return out.getvalue()


def fault(data: bytes, of: bytes | None = None) -> str:
    found = makers.apart(read, draft=of or draft(), signed=data)
    return str(found["fault"])


def test_the_draft_signed_is_taken_and_says_who_signed() -> None:
    found = makers.apart(read, draft=draft(), signed=makers.signed(draft(), name="Siti Aminah"))
    assert found["fault"] == ""
    [signer] = found["signers"]
    assert signer["name"] == "Siti Aminah"
    assert signer["signed_at"].startswith(str(datetime.now(UTC).year))
    assert signer["chain"] == "unknown"


def test_a_chain_that_is_known_is_told_from_one_that_is_not_and_from_one_out_of_its_time() -> None:
    copy = signed_by(draft(), "Menteri")
    chains = [
        makers.apart(read, draft=draft(), signed=data, roots=known)["signers"][0]["chain"]
        for data, known in (
            (copy, roots()),
            (copy, b""),
            (signed_by(draft(), "Mantan Menteri", days=(-9, -2)), roots()),
        )
    ]
    assert chains == ["trusted", "unknown", "doubtful"]


def test_two_may_sign_one_after_the_other() -> None:
    twice = makers.signed(makers.signed(draft()), field="Tanda2", name="Sekretaris", stamp=APART)
    found = makers.apart(read, draft=draft(), signed=twice)
    assert [signer["name"] for signer in found["signers"]] == ["Kepala Unit", "Sekretaris"]
    assert found["fault"] == ""


def test_a_seal_on_words_is_taken_and_the_words_are_told() -> None:
    whole = (0, 0, 595, 842)
    found = makers.apart(read, draft=draft(), signed=makers.signed(draft(), stamp=whole))
    assert found["fault"] == ""
    assert "Siti Aminah" in found["covered"] or "Kementerian" in found["covered"]
    beside = makers.apart(read, draft=draft(), signed=makers.signed(draft(), stamp=(2, 2, 50, 30)))
    assert beside["covered"] == ""


def test_what_is_not_signed_is_refused() -> None:
    assert fault(draft()) == "not_signed"
    assert fault(draft() + b"\n% /ByteRange") == "not_signed"


def test_another_document_is_refused_and_can_be_named_by_its_first_version() -> None:
    other = draft(name="Budi")
    found = makers.apart(read, draft=draft(), signed=makers.signed(other))
    assert found["fault"] == "other_document"
    assert first_version(makers.signed(other)) == other


def test_a_file_that_was_saved_anew_is_another_one() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(draft())) as document:
        document.save(out)
    assert fault(makers.signed(out.getvalue())) == "other_document"


@pytest.mark.parametrize(
    "change",
    [
        with_another_first_page,
        lambda data: with_a_note(data, box=APART, drawing=WHITE_BOX),
        lambda data: updated(data, lambda writer: set_in_root(writer, "/OpenAction")),
        lambda data: updated(data, lambda writer: set_in_root(writer, "/OCProperties")),
    ],
)
def test_a_draft_that_was_altered_before_it_was_signed_is_refused(change: Any) -> None:
    assert fault(makers.signed(change(draft()))) == "altered"


def test_what_was_changed_after_signing_is_refused() -> None:
    copy = makers.signed(draft())
    assert fault(with_another_first_page(copy)) == "not_whole"
    assert fault(copy + b"\n% lagi") == "not_whole"
    twice = makers.signed(with_another_first_page(copy), field="Tanda2")
    assert fault(twice) == "altered"


def test_a_signature_over_other_bytes_is_broken() -> None:
    copy = bytearray(makers.signed(draft()))
    copy[len(draft()) + 200] ^= 1
    assert fault(bytes(copy)) in ("broken", "damaged")
    whole = makers.signed(draft())
    at = whole.rindex(b"/Contents <") + 401
    other = b"1" if whole[at : at + 1] == b"0" else b"0"
    assert fault(whole[:at] + other + whole[at + 1 :]) in ("broken", "damaged")


@pytest.mark.parametrize("cut", [10, 2_000, 8_000])
def test_a_file_cut_short_is_refused(cut: int) -> None:
    assert fault(makers.signed(draft())[:-cut]) != ""


def test_it_is_read_in_a_child_too() -> None:
    copy = signed_by(draft(), "Menteri")
    arguments = {"draft": len(draft()), "signed": len(copy)}
    answer = sandbox.run(JOB, draft() + copy + roots(), arguments)
    assert answer.reason == ""
    found = json.loads(answer.lines[0])
    assert (found["fault"], found["signers"][0]["chain"]) == ("", "trusted")
