"""Files on an S3 server, in one bucket that the site alone reads: all that visitors fetch passes through the application."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from serving.files.stored import AwayError, Stored

logger = logging.getLogger(__name__)

WINDOW = 256 * 1024  # bytes that are fetched at once; each download keeps as many in memory
SIGNED_FOR = 300  # seconds: nginx asks at once, but its clock may differ
KEPT_IN_MEMORY = 4 * 1024 * 1024  # bytes of a file that the application itself reads; the rest lies in a temporary file
GONE = ("404", "412", "NoSuchKey", "NotFound", "PreconditionFailed")
CONFIG = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},  # which every server understands
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=64,
    # Servers other than Amazon's know no checksums in trailers.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
TRANSFER = TransferConfig(max_concurrency=4)  # parts of 8 MB, each of them in memory
_lock = threading.Lock()
_connections: dict[tuple[str, ...], Any] = {}


class ObjectStorage(S3Storage):
    """A folder of the bucket, `location`; its files have the addresses that they would have in a folder of this machine."""

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing is taken from variables of Amazon's own tools, and nothing is ever written over."""
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,  # the bucket's own: private
            "client_config": CONFIG,
            "transfer_config": TRANSFER,
            "max_memory_size": KEPT_IN_MEMORY,
            "security_token": None,
            "session_profile": None,
            "custom_domain": None,
            "verify": True,
        }

    @property
    def connection(self) -> Any:
        """One for all threads and both folders: each of its own would read the description of the service anew, 15 MB."""
        key = (self.endpoint_url, self.region_name, self.access_key, self.secret_key, str(self.verify))
        with _lock:
            if key not in _connections:
                session = Session(aws_access_key_id=self.access_key, aws_secret_access_key=self.secret_key)
                _connections[key] = session.resource(
                    "s3",
                    endpoint_url=self.endpoint_url,
                    region_name=self.region_name,
                    config=self.client_config,
                    verify=self.verify,
                )
            return _connections[key]

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def look_up(self, name: str) -> Stored:
        head = self._ask(self.client.head_object, name)
        return Stored(name, self, head["ContentLength"], head["LastModified"], head["ETag"].strip('"'))

    def open_at(self, stored: Stored, start: int, length: int) -> "ObjectReader":
        return ObjectReader(partial(self._bytes, stored), start, length)

    def signed_headers(self, stored: Stored) -> dict[str, str]:
        asked = {"Bucket": self.bucket_name, "Key": self._key(stored.name)}
        address = urlsplit(self.client.generate_presigned_url("get_object", Params=asked, ExpiresIn=SIGNED_FOR))
        standard = {"http": 80, "https": 443}[address.scheme]
        host = address.hostname if address.port == standard else address.netloc
        return {"X-Object": f"{address.path}?{address.query}", "X-Object-Host": str(host)}

    def take(self, name: str, source: Storage) -> bool:
        if not isinstance(source, ObjectStorage) or source.endpoint_url != self.endpoint_url:
            return False
        place = {"Bucket": source.bucket_name, "Key": source._key(name)}
        self.client.copy(place, self.bucket_name, self._key(name), Config=self.transfer_config)
        return True

    def create_bucket(self) -> None:
        """Where there is none yet; raises AwayError."""
        elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": self.region_name}}
        try:
            self.client.create_bucket(Bucket=self.bucket_name, **(elsewhere if self.region_name != "us-east-1" else {}))
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
                raise AwayError(str(error)) from error
        except BotoCoreError as error:
            raise AwayError(str(error)) from error

    def _key(self, name: str) -> str:
        """Raises FileNotFoundError for what is no name of a file."""
        try:
            key = self._normalize_name(clean_name(name))
        except SuspiciousOperation as error:
            raise FileNotFoundError(name) from error
        if key.rstrip("/") == self.location.rstrip("/"):
            raise FileNotFoundError(name)
        return key

    def _bytes(self, stored: Stored, start: int, length: int) -> bytes:
        """Of this very version: half of one file and half of another is nobody's."""
        span = {"Range": f"bytes={start}-{start + length - 1}", "IfMatch": f'"{stored.version}"'}
        try:
            return self._ask(self.client.get_object, stored.name, **span)["Body"].read()
        except OSError as error:  # urllib3, half-way
            raise AwayError(str(error)) from error

    def _ask(self, method: Callable[..., dict[str, Any]], name: str, **options: str) -> dict[str, Any]:
        try:
            return method(Bucket=self.bucket_name, Key=self._key(name), **options)
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                raise FileNotFoundError(name) from None
            raise AwayError(str(error)) from error
        except BotoCoreError as error:
            raise AwayError(str(error)) from error


class ObjectReader:
    """Bytes of an object, fetched window by window, the first at once; ends early where it is gone meanwhile."""

    def __init__(self, fetch: Callable[[int, int], bytes], start: int, length: int):
        self.fetch, self.at, self.left = fetch, start, length
        self.waiting = self._next() if length > 0 else memoryview(b"")

    def read(self, size: int, /) -> bytes:
        if not self.waiting and self.left:
            try:
                self.waiting = self._next()
            except (OSError, AwayError) as error:
                logger.error("a file could not be read on while it was served: %s", error)
                return b""
        piece, self.waiting = bytes(self.waiting[:size]), self.waiting[size:]
        return piece

    def _next(self) -> memoryview:
        fetched = self.fetch(self.at, min(WINDOW, self.left))
        self.at += len(fetched)
        self.left -= len(fetched)
        return memoryview(fetched)

    def close(self) -> None:
        self.left, self.waiting = 0, memoryview(b"")
