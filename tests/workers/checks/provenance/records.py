"""Pictures with signed records of origin, made for the tests with a certificate of their own."""

import io
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def signed(picture: bytes, *actions: dict[str, Any], parent: bytes | None = None) -> bytes:
    """The JPEG with a record that says so much of it; `parent` is a picture it was made from."""
    manifest = {
        "claim_generator_info": [{"name": "Pembuat uji", "version": "1"}],
        "title": "uji",
        "assertions": [{"label": "c2pa.actions", "data": {"actions": list(actions)}}],
    }
    out = io.BytesIO()
    with c2pa.Builder.from_json(json.dumps(manifest)) as builder:
        if parent is not None:
            about = json.dumps({"title": "asal", "relationship": "componentOf"})
            builder.add_ingredient(about, "image/jpeg", io.BytesIO(parent))
        builder.sign(_signer(), "image/jpeg", io.BytesIO(picture), out)
    return out.getvalue()


def action(name: str = "c2pa.created", term: str = "") -> dict[str, Any]:
    return {"action": name, **({"digitalSourceType": TERMS + term} if term else {})}


@cache
def _signer() -> c2pa.Signer:
    chain, key = _credentials()
    return c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain, key, None))


def _credentials() -> tuple[bytes, bytes]:
    """A certificate for signing, and the authority that issued it; nobody trusts either."""
    above, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _named("Lembaga Uji")
    root = _certificate(authority, authority, above, above, leaf=False)
    leaf = _certificate(_named("Penanda Uji"), authority, own, above, leaf=True)
    key = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return b"".join(c.public_bytes(serialization.Encoding.PEM) for c in (leaf, root)), key


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signing: ec.EllipticCurvePrivateKey,
    *,
    leaf: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, key_cert_sign=not leaf, crl_sign=not leaf,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()),
            critical=False,
        )
    )
    if leaf:
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purposes, critical=False)
    return builder.sign(signing, hashes.SHA256())
