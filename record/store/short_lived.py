"""Bytes that are wanted for some days only, kept beside those that are kept for good.

Each owner has a store of its own below the evidence store: results/<id>/objects/… Taking that away
takes all that was ever written for it, also what a broken-off run left, and nothing else.
"""

import shutil
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from record.errors import StoreUnavailable
from record.store.base import Store
from record.store.configured import made_at
from record.store.disk import DiskStore

if TYPE_CHECKING:
    from record.store.s3 import S3Store

FOLDER = "results"


def place_of(owner: UUID) -> Store:
    """The store of this owner alone."""
    parts = urlsplit(settings.EVIDENCE_STORE)
    path = f"{parts.path.rstrip('/')}/{FOLDER}/{owner}"
    return made_at(parts._replace(path=path).geturl())


def clear(owner: UUID) -> None:
    """Delete everything that is stored for this owner; nothing there is success.

    Raises StoreUnavailable.
    """
    store = place_of(owner)
    if isinstance(store, DiskStore):
        _clear_folder(store)
    else:
        _clear_bucket(cast("S3Store", store))


def _clear_folder(store: DiskStore) -> None:
    try:
        shutil.rmtree(store.objects.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreUnavailable(str(error)) from error


def _clear_bucket(store: "S3Store") -> None:
    """Every version: a bucket with a lock has versions, where a plain delete only hides."""
    from record.store.s3 import store_errors  # noqa: PLC0415  boto3 is slow to import

    with store_errors():
        pages = store.client.get_paginator("list_object_versions")
        for page in pages.paginate(Bucket=store.bucket, Prefix=store.prefix):
            for row in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                store.client.delete_object(
                    Bucket=store.bucket, Key=row["Key"], VersionId=row["VersionId"]
                )
