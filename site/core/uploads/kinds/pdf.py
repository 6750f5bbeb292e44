"""PDF: whole, without a password, and running nothing (ISO 32000-1).

Read as bytes, in parts: a name may be spelled with numbers of letters (7.3.5), and objects may lie packed in a stream
(7.5.7), of which each is unpacked up to a limit. No parser is asked, since those at hand unpack without one.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from core.uploads.faults import damaged_pdf

CHUNK = 1024 * 1024  # bytes
PACKED_CHUNK = 64 * 1024  # bytes, before they are unpacked
OVERLAP = 256  # bytes, longer than what is looked for
TAIL = 2048  # bytes
BEFORE, AFTER = 2048, 4096  # bytes of a stream's dictionary around its type
MAX_STREAMS = 20_000  # each holds a hundred objects or so
GAP = rb"(?:[\s\x00]|%[^\r\n]{0,80}[\r\n]){0,20}"
END_OF_NAME = rb"(?![^\s\x00()<>\[\]{}/%])"


def _spelled(name: str) -> bytes:
    """A name as it may be written: each letter as itself or as its number."""
    return b"".join(rb"(?:%c|#(?i:%02x))" % (ord(letter), ord(letter)) for letter in name) + END_OF_NAME


NAMES = re.compile(
    rb"/(?:(?P<runs>%s|%s)|(?P<encrypts>%s)|(?P<packs>%s))"
    % (_spelled("JavaScript"), _spelled("Launch"), _spelled("Encrypt"), _spelled("ObjStm"))
)
BEFORE_ACTION = re.compile(rb"(?:/%s|obj)%s$" % (_spelled("S"), GAP))
DICTIONARY = re.compile(GAP + rb"(?:\d+\s+\d+\s+R|<<)")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
FILTERS = re.compile(rb"/" + _spelled("Filter") + GAP + rb"(\[[^\]]*\]|/[^\s/<>\[\]]+)")
DEFLATED = re.compile(rb"\[?" + GAP + rb"/" + _spelled("FlateDecode") + GAP + rb"\]?")
PREDICTED = re.compile(rb"/" + _spelled("Predictor") + GAP + rb"(?!1\b)\d")
XREF = re.compile(rb"[\s\x00]*(?:xref|\d+\s+\d+\s+obj)")
START_OF_XREF = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")


def examine(inspection, file: File, extension: str) -> None:
    _check_whole(file)
    streams = set()
    for at, part in _parts(file):
        streams |= {at + place for place in _check_harmless(part)}
        if len(streams) > MAX_STREAMS:
            raise _unusual()
    for at in sorted(streams):
        for part in _unpacked(inspection, file, at):
            _check_harmless(part)


def _check_whole(file: File) -> None:
    """It ends with the place of its table, and that is there."""
    file.seek(max(0, file.size - TAIL))
    found = list(START_OF_XREF.finditer(file.read(TAIL)))
    if found:
        file.seek(int(found[-1][1]))
        if XREF.match(file.read(64)):
            return
    raise damaged_pdf()


def _parts(file: File) -> Iterator[tuple[int, bytes]]:
    """Parts with their places; each begins with the end of the one before."""
    end, at = b"", 0
    for chunk in file.chunks(CHUNK):
        yield at - len(end), end + chunk
        at += len(chunk)
        end = (end + chunk)[-OVERLAP:]


def _unpacked(inspection, file: File, at: int) -> Iterator[bytes]:
    """The content of the stream whose type stands at `at`, in parts."""
    start = max(0, at - BEFORE)
    file.seek(start)
    around = file.read(BEFORE + AFTER)
    found = STREAM.search(around, at - start)
    if found is None:
        return
    dictionary = around[max(0, around.rfind(b"obj", 0, at - start)) : found.start()]
    filters = FILTERS.search(dictionary)
    if filters is None:
        return  # not packed: it was read with the rest
    if not DEFLATED.fullmatch(filters[1]) or PREDICTED.search(dictionary):
        raise _unusual()
    file.seek(start + found.end())
    yield from _inflated(inspection, file)


def _inflated(inspection, file: File) -> Iterator[bytes]:
    inflater, end, packed = zlib.decompressobj(), b"", b""
    while not inflater.eof and (packed or (packed := file.read(PACKED_CHUNK))):
        try:
            content = inflater.decompress(packed, CHUNK)
        except zlib.error:
            raise _unusual() from None
        packed = inflater.unconsumed_tail
        inspection.unpack(len(content))
        yield end + content
        end = (end + content)[-OVERLAP:]


def _check_harmless(part: bytes) -> list[int]:
    """Where in this part the type of a stream of objects stands; raises ValidationError for what runs or is locked."""
    places = []
    for found in NAMES.finditer(part):
        if found["runs"] and BEFORE_ACTION.search(part, max(0, found.start() - OVERLAP), found.start()):
            message = _("This PDF runs a script or starts a program. Print it to a new PDF, which holds none.")
            raise ValidationError(message, code="script")
        if found["encrypts"] and DICTIONARY.match(part, found.end()):
            message = _(
                "This PDF has a password or forbids to copy from it. Export it without: all must be able to read it."
            )
            raise ValidationError(message, code="encrypted")
        if found["packs"]:
            places.append(found.start())
    return places


def _unusual() -> ValidationError:
    message = _("This PDF is damaged, or packed in a way that cannot be looked into. Print it to a new PDF.")
    return ValidationError(message, code="unusual")
