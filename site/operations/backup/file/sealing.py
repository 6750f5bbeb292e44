"""A backup under a key: AES-256-GCM in chunks, after the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015).

    magic · salt (32 bytes) · which key (16 bytes) · chunks of 256 KiB, each with its tag of 16 bytes

The key of a file is derived by HKDF-SHA256 from one of BACKUP_KEY and the salt, so that no nonce is ever used twice. A nonce is
the number of the chunk and whether it is the last; the header is authenticated with each. A chunk that is changed, missing, in
another place or of another file does not open, nor does a file that ends early or goes on.
"""

import base64
import io
import os
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from operations.backup.problems import BackupError, DamagedError

MAGIC = b"CAMPAIGNS-SEALED-BACKUP-1\n"
SALT_BYTES, MARK_BYTES, TAG_BYTES = 32, 16, 16
HEADER_BYTES = len(MAGIC) + SALT_BYTES + MARK_BYTES
CHUNK_BYTES = 2**18


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file is under a key; it is back at its beginning afterwards."""
    beginning = file.read(len(MAGIC))
    file.seek(0)
    return beginning == MAGIC


class Sealing(io.RawIOBase):
    """What is written here goes to `file` under the key; `close` seals the last chunk and leaves `file` open."""

    def __init__(self, file: BinaryIO, key: str):
        salt = secrets.token_bytes(SALT_BYTES)
        mark, self._cipher = _derived(key, salt)
        self._header = MAGIC + salt + mark
        self._file, self._waiting, self._number = file, bytearray(), 0
        file.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(bytes(self._waiting[:CHUNK_BYTES]), last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, clear: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), clear, self._header))
        self._number += 1


class Unsealing(io.RawIOBase):
    """The clear bytes of a sealed file, from any position; one chunk is in memory at a time."""

    def __init__(self, file: BinaryIO, keys: list[str]):
        self._file = file
        self._header = file.read(HEADER_BYTES)
        if len(self._header) < HEADER_BYTES:
            raise DamagedError("the file ends before its first chunk: it is cut short")
        self._cipher = _opener(self._header, keys)
        sealed = file.seek(0, os.SEEK_END) - HEADER_BYTES
        self._chunks = max(1, -(-sealed // (CHUNK_BYTES + TAG_BYTES)))
        self._size = sealed - self._chunks * TAG_BYTES
        if self._size < 0:
            raise DamagedError("the file ends before its first chunk: it is cut short")
        self._position, self._at, self._clear = 0, -1, b""
        self._chunk(self._chunks - 1)  # the last must be the last: what is cut short is known at once

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("a position before the beginning")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer) -> int:
        if self._position >= self._size:
            return 0
        number, start = divmod(self._position, CHUNK_BYTES)
        data = self._chunk(number)[start : start + len(buffer)]
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def _chunk(self, number: int) -> bytes:
        if number != self._at:
            self._file.seek(HEADER_BYTES + number * (CHUNK_BYTES + TAG_BYTES))
            sealed = self._file.read(CHUNK_BYTES + TAG_BYTES)
            try:
                nonce = _nonce(number, last=number == self._chunks - 1)
                self._clear = self._cipher.decrypt(nonce, sealed, self._header)
            except InvalidTag:
                raise DamagedError(
                    f"part {number + 1} of {self._chunks} does not open: the file was changed, or is cut short"
                ) from None
            self._at = number
        return self._clear


def _opener(header: bytes, keys: list[str]) -> AESGCM:
    salt, mark = header[len(MAGIC) : -MARK_BYTES], header[-MARK_BYTES:]
    for key in keys:
        found, cipher = _derived(key, salt)
        if found == mark:
            return cipher
    if not keys:
        raise BackupError("the backup is under a key, and BACKUP_KEY is not set: set it to the key that made it")
    raise BackupError(
        "no key in BACKUP_KEY opens this backup: put the key that made it back, after the newer one; "
        "or the first bytes of the file were changed"
    )


def _derived(key: str, salt: bytes) -> tuple[bytes, AESGCM]:
    """What says which key it is, and the cipher of one file."""
    secret = base64.urlsafe_b64decode(key)
    mark, own = (
        HKDF(SHA256(), length, salt, info).derive(secret)
        for length, info in ((MARK_BYTES, b"which key"), (32, b"chunks of a backup"))
    )
    return mark, AESGCM(own)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
