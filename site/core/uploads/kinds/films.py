"""Video and sound, known by how they begin; one made of boxes is walked through to its end."""

from collections.abc import Iterator

from django.core.files import File

from core.uploads.faults import damaged_film
from core.uploads.signatures import PICTURES_IN_BOXES, starts_boxes

MAX_BOXES = 100_000


def begins_mp4(head: bytes) -> bool:
    return starts_boxes(head) and head[8:12] not in PICTURES_IN_BOXES


def begins_mp3(head: bytes) -> bool:
    """A tag (ID3), or the header of a frame of layer III: ISO/IEC 11172-3, section 2.4.1.3."""
    if len(head) < 4:
        return False
    is_frame = head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] >> 4 != 0xF
    return head.startswith(b"ID3") or is_frame


def examine(inspection, file: File, extension: str) -> None:
    """Nothing more: players stop where such a file does."""


def examine_mp4(inspection, file: File, extension: str) -> None:
    """Without its index (`moov`) no player opens it; one that was cut short ends within a box."""
    if b"moov" not in set(_boxes(file)):
        raise damaged_film()


def _boxes(file: File) -> Iterator[bytes]:
    """The names of the boxes at the top; raises ValidationError where they do not fill the file."""
    at = 0
    for _number in range(MAX_BOXES):
        file.seek(at)
        header = file.read(16)
        size = int.from_bytes(header[:4])
        if size == 1:
            size = int.from_bytes(header[8:16])
        elif size == 0:
            size = file.size - at
        if size < 8 or at + size > file.size:
            raise damaged_film()
        yield header[4:8]
        at += size
        if at == file.size:
            return
    raise damaged_film()
