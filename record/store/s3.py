"""The evidence store in an S3 bucket: <prefix>/objects/ab/cd/<sha256>.

The bytes go through a private temporary file, because their key is known only at the end. The
bucket checks the digest once more as it receives them, and If-None-Match makes it refuse to
overwrite. Credentials come from the environment, as boto3 reads them.
"""

import base64
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from record.errors import NotStored, StoreCorrupt, StoreUnavailable
from record.store.base import CHUNK, SHA256, Stored, copy, measure, valid

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_s3.type_defs import HeadObjectOutputTypeDef

IN_MEMORY = 8 << 20
TAKEN = {"PreconditionFailed", "412"}
# Somebody writes the same name at this moment: S3 asks to send the bytes again.
CONFLICT = {"ConditionalRequestConflict", "409"}
TIMES, PAUSE = 3, 0.5  # sendings at most; seconds between them
ABSENT = {"NoSuchKey", "404", "NotFound"}


class S3Store:
    """Keeps each object once; nothing in here overwrites or deletes one."""

    def __init__(
        self, *, bucket: str, prefix: str = "", endpoint: str | None = None, region: str = ""
    ) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix}/".lstrip("/")
        self.folder = f"{self.prefix}objects/"
        self.endpoint = endpoint
        self.region = region or "us-east-1"

    @cached_property
    def client(self) -> "S3Client":
        """The connection; made when first used, so that starting needs no network."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region,
            config=Config(connect_timeout=3, read_timeout=30, retries={"max_attempts": 2}),
        )

    def put(self, chunks: Iterable[bytes], *, limit: int) -> Stored:
        """See Store.put."""
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as part:
            stored = copy(chunks, cast("IO[bytes]", part), limit=limit)
            with store_errors():
                self._send(stored, cast("IO[bytes]", part))
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """See Store.open."""
        with store_errors():
            answer = self.client.get_object(Bucket=self.bucket, Key=self._key(sha256))
        return cast("BinaryIO", BufferedReader(cast("RawIOBase", answer["Body"]), CHUNK))

    def exists(self, sha256: str) -> bool:
        """See Store.exists."""
        try:
            self._head(sha256)
        except NotStored:
            return False
        return True

    def digests(self) -> Iterator[str]:
        """See Store.digests."""
        with store_errors():
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.folder):
                names = (item["Key"].rsplit("/", 1)[-1] for item in page.get("Contents", []))
                yield from (name for name in names if SHA256.fullmatch(name))

    def stored_at(self, sha256: str) -> datetime:
        """See Store.stored_at."""
        return self._head(sha256)["LastModified"].astimezone(UTC)

    def clean(self, *, older_than: timedelta) -> int:
        """See Store.clean; parts are unnamed files here, which end with their process."""
        return 0

    def problems(self) -> list[str]:
        """See Store.problems."""
        try:
            with store_errors():
                self.client.head_bucket(Bucket=self.bucket)
        except (StoreUnavailable, NotStored) as error:
            return [f"bucket {self.bucket}: {error}"]
        return []

    def _key(self, sha256: str) -> str:
        return f"{self.folder}{valid(sha256)[:2]}/{sha256[2:4]}/{sha256}"

    def _head(self, sha256: str) -> "HeadObjectOutputTypeDef":
        with store_errors():
            return self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))

    def _send(self, stored: Stored, part: IO[bytes]) -> None:
        for _ in range(TIMES - 1):
            try:
                return self._send_once(stored, part)
            except ClientError as error:
                if _code(error) not in CONFLICT:
                    raise
                time.sleep(PAUSE)
        return self._send_once(stored, part)

    def _send_once(self, stored: Stored, part: IO[bytes]) -> None:
        part.seek(0)
        try:
            self.client.put_object(
                Bucket=self.bucket,
                Key=self._key(stored.sha256),
                Body=part,
                IfNoneMatch="*",
                ChecksumSHA256=base64.b64encode(bytes.fromhex(stored.sha256)).decode(),
            )
        except ClientError as error:
            if _code(error) not in TAKEN:
                raise
            with self.open(stored.sha256) as present:
                if measure(present) != stored:
                    raise StoreCorrupt(f"{stored.sha256} is damaged in the store") from error


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn boto3's errors into the store's."""
    try:
        yield
    except ClientError as error:
        if _code(error) in ABSENT:
            raise NotStored(str(error)) from error
        raise StoreUnavailable(str(error)) from error
    except (BotoCoreError, HTTPClientError) as error:
        raise StoreUnavailable(str(error)) from error
