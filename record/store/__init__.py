"""The evidence store: bytes under their SHA-256, written once, on disk or in S3."""

from record.store.base import Store, Stored
from record.store.configured import get_store

__all__ = ["Store", "Stored", "get_store"]
