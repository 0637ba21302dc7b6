"""Small objects in a bucket with object lock, which nobody may change or delete before a day.

S3 Object Lock in the mode COMPLIANCE: not even the owner of the account may. The bucket must have
been made with object lock; one without it is refused instead of trusted.
"""

from datetime import datetime

from record.errors import StoreUnavailable
from record.store.configured import store_at
from record.store.s3 import S3Store, store_errors


def put_locked(url: str, *, name: str, body: bytes, until: datetime) -> None:
    """Write an object that is kept until then; the same bytes again are a new version.

    Raises StoreUnavailable when the bucket is away or locks nothing.
    """
    store = store_at(url)
    if not isinstance(store, S3Store):
        raise StoreUnavailable("checkpoints are kept in a bucket with object lock")
    with store_errors():
        store.client.put_object(
            Bucket=store.bucket,
            Key=f"{store.prefix}{name}",
            Body=body,
            ContentType="text/plain; charset=utf-8",
            ChecksumAlgorithm="SHA256",
            ObjectLockMode="COMPLIANCE",
            ObjectLockRetainUntilDate=until,
        )
        kept = store.client.head_object(Bucket=store.bucket, Key=f"{store.prefix}{name}")
    if kept.get("ObjectLockMode") != "COMPLIANCE":
        raise StoreUnavailable(f"the bucket {store.bucket} locks nothing")
