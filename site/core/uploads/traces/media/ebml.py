"""WebM: elements that say who, when and with what become `Void` in their place, so that nothing else moves (RFC 9559)."""

from collections.abc import Iterator
from typing import BinaryIO

from core.uploads.faults import damaged_film, noted

HEADER, SEGMENT, CLUSTER, INFO, TRACKS, TRACK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE
SEEK_HEAD, CUES, KIND = 0x114D9B74, 0x1C53BB6B, 0x83
SCALE, DURATION, MUXER, WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
NAMES = {0x536E, 0x258688, 0x3A9697, 0x3B4040, 0x26B240}  # of a track, of what encoded it, and where that is to be had
CODEC, NUMBER = 0x86, 0xD7
SHOWN = {1: b"V_", 2: b"A_"}  # video and audio, and how the names of their codecs begin
BLOCK, SIMPLE, GROUP = 0xA1, 0xA3, 0xA0
OF_CLUSTERS = {0xE7, 0xA7, 0xAB, SIMPLE, GROUP}  # its time and place, and what it shows
KEPT = {
    HEADER: {0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285},
    CLUSTER: OF_CLUSTERS,
    GROUP: {BLOCK, 0x9B, 0xFB, 0xFA, 0x75A2, 0x75A1},  # how long and after which it is shown, and whether it is clear
    SEGMENT: {SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES},
    INFO: {SCALE, DURATION, MUXER, WRITER},
    TRACKS: {TRACK},
}
VOID, CHECKSUM = 0xEC, 0xBF
INSIDE = {SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP}
MAX_ELEMENTS = 5_000_000
CHUNK = 1024 * 1024  # bytes


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    while chunk := source.read(CHUNK):
        target.write(chunk)
    _Film(target).clean()


class _Film:
    def __init__(self, file: BinaryIO):
        self.file, self.size, self.seen = file, file.tell(), 0
        self.tracks: set[int] = set()

    def clean(self) -> None:
        name, _start, content, end = self._element(0, self.size)
        if name != HEADER:
            raise damaged_film()
        self._walk(HEADER, content, end)
        at = end
        while at < self.size:
            name, start, content, end = self._element(at, self.size)
            if name == SEGMENT:
                self._walk(SEGMENT, content, end)
            else:
                self._void(start, end)
            at = end

    def _walk(self, inside: int, at: int, end: int) -> None:
        """A cluster of unknown length ends where the next one begins: what is in it is met here, one level up."""
        while at < end:
            name, start, content, stop = self._element(at, end)
            if name == CLUSTER and stop == end and self._is_open(start):
                stop = content
            elif name in (VOID, CHECKSUM) or (
                name not in KEPT.get(inside, {name}) and not self._of_cluster(name, inside)
            ):
                self._void(start, stop)
            elif name in (MUXER, WRITER) and inside == INFO:
                self._write(content, stop)
            elif (inside == TRACK and name in NAMES) or self._of_no_track(name, inside, content, stop):
                self._void(start, stop)
            elif name in INSIDE:
                if name == TRACK:
                    self._read_track(content, stop)
                self._walk(name, content, stop)
            at = stop

    def _of_cluster(self, name: int, inside: int) -> bool:
        return inside == SEGMENT and name in OF_CLUSTERS

    def _read_track(self, at: int, end: int) -> None:
        told = {name: self._bytes(content, stop) for name, content, stop in self._inside(at, end)}
        kind, codec = int.from_bytes(told.get(KIND, b"")), told.get(CODEC, b"")
        if kind not in SHOWN or not codec.startswith(SHOWN[kind]):
            raise noted(codec.decode("ascii", "replace") or str(kind))
        self.tracks.add(int.from_bytes(told.get(NUMBER, b"")))

    def _of_no_track(self, name: int, inside: int, at: int, end: int) -> bool:
        is_block = inside in (SEGMENT, CLUSTER) and name in (SIMPLE, GROUP)
        return is_block and not self._is_shown(name, at, end)

    def _is_shown(self, name: int, at: int, end: int) -> bool:
        """A block begins with the number of its track: that of one which is there."""
        if name == GROUP:
            blocks = [(content, stop) for name, content, stop in self._inside(at, end) if name == BLOCK]
            return bool(blocks) and all(self._is_shown(BLOCK, *block) for block in blocks)
        head = self._bytes(at, min(end, at + 8))
        wide = _width(head, 8)
        return int.from_bytes(head[:wide]) & (1 << 7 * wide) - 1 in self.tracks

    def _inside(self, at: int, end: int) -> Iterator[tuple[int, int, int]]:
        while at < end:
            name, _start, content, stop = self._element(at, end)
            yield name, content, stop
            at = stop

    def _bytes(self, at: int, end: int) -> bytes:
        self.file.seek(at)
        return self.file.read(min(end - at, 1024))

    def _element(self, at: int, end: int) -> tuple[int, int, int, int]:
        """(number, where it begins, where its content does, where it ends)"""
        self.seen += 1
        self.file.seek(at)
        head = self.file.read(12)
        wide = _width(head, 4)
        long = _width(head[wide:], 8)
        size = int.from_bytes(head[wide : wide + long]) & (1 << 7 * long) - 1
        content = at + wide + long
        stop = end if size == (1 << 7 * long) - 1 else content + size
        if stop > end or self.seen > MAX_ELEMENTS:
            raise damaged_film()
        return int.from_bytes(head[:wide]), at, content, stop

    def _is_open(self, at: int) -> bool:
        self.file.seek(at + 4)
        head = self.file.read(8)
        long = _width(head, 8)
        return int.from_bytes(head[:long]) & (1 << 7 * long) - 1 == (1 << 7 * long) - 1

    def _void(self, start: int, end: int) -> None:
        """One byte says `Void`, one or eight how long it is."""
        size = end - start
        if size < 2:
            raise damaged_film()
        head = b"\xec" + bytes((0x80 | size - 2,)) if size < 100 else b"\xec\x01" + (size - 9).to_bytes(7)
        self.file.seek(start)
        self.file.write(head)
        self._write(start + len(head), end)

    def _write(self, start: int, end: int) -> None:
        """Zeros, which end a text."""
        self.file.seek(start)
        for at in range(start, end, CHUNK):
            self.file.write(bytes(min(CHUNK, end - at)))


def _width(head: bytes, most: int) -> int:
    """How many bytes a number takes: its first one says so."""
    if not head or (wide := 9 - head[0].bit_length()) > most or wide > len(head):
        raise damaged_film()
    return wide
