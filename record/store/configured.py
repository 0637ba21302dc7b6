from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from record.store.base import Store
from record.store.disk import DiskStore

S3_OPTIONS = {"endpoint", "region"}


def get_store() -> Store:
    """Return the store that EVIDENCE_STORE names; raises ImproperlyConfigured for a bad URL."""
    return store_at(settings.EVIDENCE_STORE)


@cache
def store_at(url: str) -> Store:
    """Return the store at file:///folder or s3://bucket/prefix?endpoint=…&region=…, made once."""
    return made_at(url)


def made_at(url: str) -> Store:
    """Make the store at that address, for one use. Raises ImproperlyConfigured for a bad URL."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme == "file" and not parts.netloc and len(parts.path) > 1 and not options:
        return DiskStore(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc and set(options) <= S3_OPTIONS:
        from record.store.s3 import S3Store  # noqa: PLC0415  boto3 is slow to import

        return S3Store(bucket=parts.netloc, prefix=parts.path.strip("/"), **options)
    raise ImproperlyConfigured(
        f"EVIDENCE_STORE must be file:///folder or s3://bucket?endpoint=…, not {url!r}"
    )
