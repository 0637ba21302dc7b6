"""What a URL in the environment must look like; each check returns the value or says what is wrong."""

import base64
import ipaddress
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

SEED_BYTES = 32  # of a private key of Ed25519
LONGEST_SOCKET_PATH = 107  # bytes; the kernel's sockaddr_un has no room for more


def _scheme(value: str, *allowed: str) -> SplitResult:
    parts = urlsplit(value)
    if parts.scheme not in allowed:
        raise ValueError(f"must begin with one of {', '.join(allowed)}")
    return parts


def database(value: str) -> str:
    parts = _scheme(value, "sqlite", "postgres", "postgresql")
    if not parts.path.strip("/"):
        raise ValueError("names no database")
    if parts.scheme == "sqlite" and not Path(parts.path[1:]).parent.is_dir():
        raise ValueError("lies in a folder that does not exist")
    return value


def broker(value: str) -> str:
    parts = _scheme(value, "redis", "rediss", "redis+socket")
    if parts.scheme == "redis+socket":
        if len(parts.path.encode()) > LONGEST_SOCKET_PATH:
            raise ValueError(f"has a socket path of over {LONGEST_SOCKET_PATH} bytes")
    elif not parts.hostname:
        raise ValueError("names no host")
    return value


def store(value: str) -> str:
    parts = _scheme(value, "file", "s3")
    if parts.scheme == "file" and (parts.netloc or not parts.path.startswith("/")):
        raise ValueError("needs an absolute path, with three slashes")
    if parts.scheme == "s3" and not parts.netloc:
        raise ValueError("names no bucket")
    return value


def bucket(value: str) -> str:
    if value and not _scheme(value, "s3").netloc:
        raise ValueError("names no bucket")
    return value


def signing_key(value: str) -> str:
    try:
        seed = base64.b64decode(value, validate=True)
    except ValueError as error:
        raise ValueError("is not base64") from error
    if value and len(seed) != SEED_BYTES:
        raise ValueError(f"is not {SEED_BYTES} bytes")
    return value


def certificates(value: str) -> str:
    """A file of certificates in PEM, or nothing."""
    if not value:
        return value
    try:
        text = Path(value).read_bytes()
    except OSError as error:
        raise ValueError("names a file that cannot be read") from error
    if b"-----BEGIN CERTIFICATE-----" not in text:
        raise ValueError("names a file without certificates in PEM")
    return value


def clamd(value: str) -> str:
    if value:
        parts = _scheme(value, "tcp", "unix")
        if parts.scheme == "tcp" and not (parts.hostname and parts.port):
            raise ValueError("needs a host and a port")
    return value


def email(value: str) -> str:
    parts = _scheme(value, "console", "memory", "file", "smtp", "smtps")
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise ValueError("names no host")
    return value


def hosts(value: str) -> str:
    if "*" in value.split(",") or not value.strip():
        raise ValueError("must name each host; a star would let anyone forge links")
    return value


def secret(value: str) -> str:
    if len(set(value)) < 5:
        raise ValueError("is not random")
    return value


def is_loopback(host: str) -> bool:
    """Whether `host` can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
