"""Sends the bytes of files: few at a time to who reads slowly, and never more downloads at once than leave room for pages."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.http import StreamingHttpResponse

from serving.files.stored import Reader

logger = logging.getLogger(__name__)

MOST = 256  # downloads that one process sends at once; `serve` gives it more threads than that
places = threading.BoundedSemaphore(MOST)
# The server keeps about six pieces of each download waiting: small ones until the reader has shown to be quick.
SMALL, LARGE = 8 * 1024, 128 * 1024  # bytes
RAMP = 4 * 1024 * 1024  # bytes that the system itself takes from us, whether anybody reads them or not
QUICK = 2 * 1024 * 1024  # bytes a second


class FileBody:
    """The bytes of an open file from where it stands; has one of the places of its process until it is closed."""

    def __init__(self, file: Reader | None, length: int):
        self.file = file
        self.left, self.sent, self.began = length, 0, 0.0

    @classmethod
    def of(cls, open_file: Callable[[], Reader], length: int) -> "FileBody | None":
        """None where all places are taken: the file is then not opened."""
        if not places.acquire(blocking=False):
            return None
        try:
            return cls(open_file(), length)
        except BaseException:
            places.release()
            raise

    def __iter__(self) -> "FileBody":
        return self

    def __next__(self) -> bytes:
        if not self.left or self.file is None:
            raise StopIteration
        piece = self.file.read(min(self._size(), self.left))
        if not piece:
            # The promised length is not reached: the server breaks the connection off, and the client knows.
            logger.error("a file ended %d bytes early while it was served", self.left)
            raise StopIteration
        self.left -= len(piece)
        self.sent += len(piece)
        return piece

    def _size(self) -> int:
        now = time.monotonic()
        self.began = self.began or now
        return LARGE if self.sent >= max(RAMP, QUICK * (now - self.began)) else SMALL

    def handed_over(self) -> "FileBody":
        """The same, for who sends it from here on: closing this one then closes nothing."""
        body = FileBody(self.file, self.left)
        self.file = None
        return body

    def close(self) -> None:
        file, self.file = self.file, None
        if file is not None:
            places.release()
            file.close()

    __del__ = close


class FileAnswer(StreamingHttpResponse):
    """An answer whose bytes can be sent after Django is done with the request."""

    def __init__(self, body: FileBody, **options: Any):
        super().__init__(body, **options)
        self.body = body

    def hand_over(self) -> FileBody:
        """End the request, and give what is to be sent."""
        body = self.body.handed_over()
        self.close()
        return body
