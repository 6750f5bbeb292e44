"""MP4, M4A and AVIF: boxes that say who, where and with what are emptied in their place, so that nothing else moves.

ISO/IEC 14496-12 (boxes), 23008-12 (pictures in boxes). Each place has a list of the boxes that are kept; all else becomes
`free`, which every player skips, and holds zeros.
"""

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError

from core.uploads.faults import damaged_film, noted
from core.uploads.traces.media import items, samples
from core.uploads.traces.media.samples import found
from core.uploads.traces.media.walk import Box, boxes
from core.uploads.traces.pictures import icc

FILM = b"film"  # stands for the file itself, as PICTURE does
PICTURE = b"pict"
MAX_BOXES = 200_000
LARGEST = 128 * 1024 * 1024  # bytes of an index
CHUNK = 1024 * 1024  # bytes
ENTRIES = (b"vide", b"auxv", b"pict", b"soun")
CLOCKS = (b"tmcd", b"odsm", b"sdsm")  # a track of time codes, and what early MPEG-4 said of itself: nothing shows them
WORDS = {b"tx3g", b"text", b"wvtt", b"stpp", b"sbtt", b"stxt", b"mett", b"metx", b"mebx", b"urim", b"c608", b"c708"}
NEITHER = WORDS | {
    b"camm",
    b"gpmd",
    b"rtmd",
    b"fdsc",
    b"tmcd",
    b"mp4s",
}  # under the name of a track of pictures or sound
COLOURS = (b"prof", b"rICC")
IN_FILES = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix"}
OF_SAMPLES = {b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"}
KEPT = {
    FILM: IN_FILES,
    PICTURE: IN_FILES | {b"meta"},
    b"moov": {b"mvhd", b"trak", b"mvex"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref"},
    b"edts": {b"elst"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"stsh"}
    | {b"padb", b"stdp"}
    | OF_SAMPLES,
    b"mvex": {b"mehd", b"trex", b"leva", b"trep"},
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun"} | OF_SAMPLES,
    b"mfra": {b"tfra", b"mfro"},
    b"meta": {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"dinf", b"grpl"},
    b"iprp": {b"ipco", b"ipma"},
    b"ipco": {b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"irot", b"imir", b"clap", b"pasp", b"clli", b"mdcv"}
    | {b"a1op", b"lsel", b"a1lx", b"cclv", b"amve"},
}
OF_ENTRIES = (b"udta", b"uuid", b"free", b"skip", b"name", b"meta")  # what goes from the description of a track
NAME = slice(42, 74)  # of the program that encoded, in the description of a track of pictures


def clean_film(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    """The pictures and the sound stay where they are; the index alone is held in memory."""
    while chunk := source.read(CHUNK):
        target.write(chunk)
    size, data, shown, usual = target.tell(), [], [], {}
    for name, start, content, end in list(_in_file(target, size)):
        if name == b"mdat":
            data.append((content, end))
        if name in (b"mdat", b"ftyp", b"styp", b"sidx", b"ssix"):
            continue
        if name not in KEPT[FILM]:
            _empty_in_file(target, start, content, end)
            continue
        if end - start > LARGEST:
            raise damaged_film()
        target.seek(start)
        index = bytearray(target.read(end - start))
        _tidy_safely(index, name, content - start)
        target.seek(start)
        target.write(index)
        if name == b"moov":
            usual |= _safely(samples.usual_sizes, index, content - start, len(index))
        shown += _shown(index, name, start, content - start, usual)
    _empty_unshown(target, data, sorted(shown))


def clean_picture(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    data = bytearray(source.read())
    shown: list[samples.Place] = []
    for name, start, content, end in list(boxes(data, 0, len(data))):
        if name not in KEPT[PICTURE]:
            _empty(data, start, content, end)
        elif name == b"meta":
            try:
                shown += items.empty(data, content + 4, end)
            except (struct.error, IndexError, ValueError) as error:
                raise damaged_film() from error
        if name in KEPT:
            _tidy_safely(data, name, content, end)
        if name == b"moov":
            shown += _safely(samples.of_index, data, content, end)
    target.write(data)
    _empty_unshown(target, [box[2:] for box in boxes(data, 0, len(data)) if box[0] == b"mdat"], sorted(shown))


def _in_file(file: BinaryIO, whole: int) -> Iterator[Box]:
    at = 0
    for _number in range(MAX_BOXES):
        if at == whole:
            return
        file.seek(at)
        header = file.read(16)
        size, name, content = int.from_bytes(header[:4]), header[4:8], at + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), at + 16
        elif size == 0:
            size = whole - at
        if size < content - at or at + size > whole:
            raise damaged_film()
        yield name, at, content, at + size
        at += size
    raise damaged_film()


def _empty_in_file(file: BinaryIO, start: int, content: int, end: int) -> None:
    file.seek(start + 4)
    file.write(b"free")
    _write_zeros(file, content, end)


def _shown(index: bytearray, name: bytes, place: int, at: int, usual: dict[int, int]) -> list[samples.Place]:
    """Where the samples lie of which this part of the index, at `place` in the file, tells."""
    if name == b"moov":
        return _safely(samples.of_index, index, at, len(index))
    return _safely(samples.of_fragment, index, place, at, usual) if name == b"moof" else []


def _empty_unshown(file: BinaryIO, data: list[samples.Place], shown: list[samples.Place]) -> None:
    """Bytes beside the samples, which no player reads."""
    for content, end in data:
        for start, stop in samples.between(shown, content, end):
            _write_zeros(file, start, stop)


def _write_zeros(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    for at in range(start, end, CHUNK):
        file.write(bytes(min(CHUNK, end - at)))


def _empty(data: bytearray, start: int, content: int, end: int) -> None:
    data[start + 4 : start + 8] = b"free"
    data[content:end] = bytes(end - content)


def _tidy_safely(data: bytearray, name: bytes, start: int, end: int | None = None) -> None:
    _safely(_tidy, data, name, start, len(data) if end is None else end)


def _safely(read: Callable, *told):
    """What a table says of places that are not there is no error of ours."""
    try:
        found = read(*told)
        return list(found) if isinstance(found, Iterator) else found
    except (IndexError, KeyError, RecursionError, struct.error) as error:
        raise damaged_film() from error


def _tidy(data: bytearray, inside: bytes, at: int, end: int) -> None:
    """What lies in the box `inside`, whose content is between these places."""
    if inside == b"meta":
        at += 4
    for name, start, content, stop in list(boxes(data, at, end)):
        if name not in KEPT[inside] or (name == b"trak" and _handler(data, content, stop) in CLOCKS):
            _empty(data, start, content, stop)
        elif name == b"trak":
            _tidy_track(data, content, stop)
        elif name in KEPT:
            _tidy(data, name, content, stop)
        elif name in (b"mvhd", b"tkhd", b"mdhd"):
            data[content + 4 : content + (20 if data[content] == 1 else 12)] = bytes(16 if data[content] == 1 else 8)
        elif name == b"hdlr":
            data[content + 12 : stop] = bytes(max(0, stop - content - 12))
        elif name == b"dref":
            _tidy_places(data, content + 8, stop)
        elif name == b"colr":
            _tidy_colours(data, start, content, stop)


def _tidy_track(data: bytearray, at: int, end: int) -> None:
    handler = _handler(data, at, end)
    if handler not in ENTRIES:
        raise _noted(handler)
    _tidy(data, b"trak", at, end)
    for start, stop in found(data, at, end, b"mdia", b"minf", b"stbl", b"stsd"):
        for name, begin, content, close in list(boxes(data, start + 8, stop)):
            if name in NEITHER:
                raise _noted(name)
            _tidy_entry(data, handler, name, (begin, content, close))


def _tidy_entry(data: bytearray, handler: bytes, name: bytes, place: tuple[int, int, int]) -> None:
    """The description of a track: how it is encoded, not by which program."""
    _start, content, end = place
    if handler == b"soun":
        version = int.from_bytes(data[content + 8 : content + 10])
        first = content + {0: 28, 1: 44}.get(version, end - content)
    else:
        data[content + 12 : content + 16] = bytes(4)
        data[content + NAME.start : content + NAME.stop] = bytes(32)
        first = content + 78
    for inner, begin, inside, stop in list(boxes(data, first, end)):
        if inner in OF_ENTRIES:
            _empty(data, begin, inside, stop)
        elif inner == b"colr":
            _tidy_colours(data, begin, inside, stop)


def _tidy_places(data: bytearray, at: int, end: int) -> None:
    """Where the film itself lies: in this file, which needs no address."""
    for _name, _start, content, stop in list(boxes(data, at, end)):
        if data[content + 3] & 1:
            data[content + 4 : stop] = bytes(stop - content - 4)


def _tidy_colours(data: bytearray, start: int, content: int, end: int) -> None:
    if bytes(data[content : content + 4]) not in COLOURS:
        return
    profile = icc.bare(bytes(data[content + 4 : end]))
    if profile and len(profile) <= end - content - 4:
        data[content + 4 : end] = profile + bytes(end - content - 4 - len(profile))
    else:
        _empty(data, start, content, end)


def _handler(data: bytearray, at: int, end: int) -> bytes:
    return next((bytes(data[start + 8 : start + 12]) for start, _stop in found(data, at, end, b"mdia", b"hdlr")), b"")


def _noted(kind: bytes) -> ValidationError:
    return noted(kind.decode("ascii", "replace"))
