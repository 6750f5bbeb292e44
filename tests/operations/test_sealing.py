"""Backups under a key: what was changed, cut, moved or made with another key does not open."""

import io
import os

import pytest

from operations.backup.file.sealing import CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, Sealing, Unsealing, is_sealed
from operations.backup.problems import BackupError, DamagedError
from tests.operations.rig import KEY, OTHER_KEY

SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES


def sealed(clear: bytes, key: str = KEY) -> bytes:
    file = io.BytesIO()
    sealing = Sealing(file, key)
    for start in range(0, len(clear), 100_000):
        sealing.write(clear[start : start + 100_000])
    sealing.finish()
    return file.getvalue()


def unsealed(data: bytes, *keys: str) -> bytes:
    return io.BufferedReader(Unsealing(io.BytesIO(data), list(keys or [KEY]))).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_what_is_sealed_opens_again_at_every_size(size):
    clear = os.urandom(size)

    assert unsealed(sealed(clear)) == clear


def test_same_words_are_sealed_differently_each_time():
    first, second = sealed(b"words"), sealed(b"words")

    assert first != second
    assert (b"words" in first, is_sealed(io.BytesIO(first)), is_sealed(io.BytesIO(b"PK"))) == (False, True, False)


def test_any_position_can_be_read():
    clear = os.urandom(2 * CHUNK_BYTES + 10)
    file = io.BufferedReader(Unsealing(io.BytesIO(sealed(clear)), [KEY]))

    for position in (2 * CHUNK_BYTES - 5, 0, CHUNK_BYTES - 1, len(clear) - 3):
        file.seek(position)
        assert file.read(20) == clear[position : position + 20]


def test_older_key_still_opens_and_newer_one_seals():
    assert unsealed(sealed(b"words", OTHER_KEY), KEY, OTHER_KEY) == b"words"


@pytest.mark.parametrize("keys", [[], [OTHER_KEY]])
def test_without_its_key_nothing_opens_and_the_error_says_so(keys):
    with pytest.raises(BackupError, match="BACKUP_KEY"):
        Unsealing(io.BytesIO(sealed(b"words")), keys)


@pytest.mark.parametrize("at", [HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK + 7, -1])
def test_flipped_bit_is_found(at):
    data = bytearray(sealed(os.urandom(2 * CHUNK_BYTES)))
    data[at] ^= 1

    with pytest.raises(DamagedError):
        unsealed(bytes(data))


@pytest.mark.parametrize("at", [30, -20])
def test_changed_header_is_found(at):
    data = bytearray(sealed(b"words"))
    data[at if at > 0 else HEADER_BYTES + at] ^= 1

    with pytest.raises(BackupError):
        unsealed(bytes(data))


@pytest.mark.parametrize(
    "left", [0, 10, HEADER_BYTES, HEADER_BYTES + 5, HEADER_BYTES + SEALED_CHUNK, HEADER_BYTES + 2 * SEALED_CHUNK, -1]
)
def test_file_that_is_cut_short_is_found_before_a_byte_is_read(left):
    data = sealed(os.urandom(3 * CHUNK_BYTES))

    with pytest.raises(DamagedError):
        Unsealing(io.BytesIO(data[:left]), [KEY])


def test_chunks_in_another_order_are_found():
    data = sealed(os.urandom(3 * CHUNK_BYTES))
    first, second = data[HEADER_BYTES:][:SEALED_CHUNK], data[HEADER_BYTES:][SEALED_CHUNK : 2 * SEALED_CHUNK]

    with pytest.raises(DamagedError):
        unsealed(data[:HEADER_BYTES] + second + first + data[HEADER_BYTES + 2 * SEALED_CHUNK :])


def test_file_that_goes_on_is_found():
    with pytest.raises(DamagedError):
        unsealed(sealed(b"words") + b"more")


def test_chunk_of_another_file_under_the_same_key_is_found():
    one, other = sealed(os.urandom(2 * CHUNK_BYTES)), sealed(os.urandom(2 * CHUNK_BYTES))

    with pytest.raises(DamagedError):
        unsealed(
            one[:HEADER_BYTES] + other[HEADER_BYTES : HEADER_BYTES + SEALED_CHUNK] + one[HEADER_BYTES + SEALED_CHUNK :]
        )
