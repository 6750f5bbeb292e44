"""Writer, Calc and Impress: no properties, no printers, no former versions; the words as they are (OpenDocument 1.3)."""

import posixpath
import re
from collections.abc import Callable
from typing import BinaryIO
from urllib.parse import unquote

from django.core.files import File

from core.uploads.faults import changed, commented, signed
from core.uploads.kinds.archives import Archive
from core.uploads.traces.documents import hidden, parts, xml
from core.uploads.traces.documents.zips import read, rewrite

DROPPED = re.compile(
    r"(?:^|/)meta\.xml$|^thumbnails/|^versions/|^versionlist\.xml$|^configurations2/|(?:^|/)layout-cache$|\.rdf$"
)
SIGNATURES = re.compile(r"^meta-inf/[a-z]*signatures\.xml$")
SETTINGS = ("Printer", "Rsid", "CurrentDatabase")
SHOWN = re.compile(r"(?:^|/)(?:pictures|media)/.")
DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
NAME, NEXT = f"{{{DRAWING}}}name", f"{{{DRAWING}}}chain-next-name"
SHAPES = {"frame", "custom-shape", "g", "rect", "line", "ellipse", "circle", "connector", "path", "polygon", "polyline"}
SHAPES |= {"regular-polygon", "caption", "measure", "control"}
WRITTEN_AS_IT_IS = ("mimetype",)


def clean(source: File, target: BinaryIO, kind: str) -> None:
    rewrite(source, target, _rewriter)


def _rewriter(archive: Archive) -> Callable[[str, bytes], bytes | None]:
    if any(SIGNATURES.search(name) for name in archive.entries):
        raise signed()
    dropped = {name for name in archive.entries if DROPPED.search(name)} | _apart(archive)

    def rewritten(name: str, data: bytes) -> bytes | None:
        known = name.casefold()
        if known in dropped:
            return None
        if known in WRITTEN_AS_IT_IS:
            return data.strip()
        if known.endswith(".xml"):
            return _part(data, dropped)
        return parts.cleaned(name, data)

    return rewritten


def _apart(archive: Archive) -> set[str]:
    """The pictures to which nothing leads: they were taken out of the text."""
    shown = {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(value))).casefold()
        for name in archive.entries
        if name.endswith((".xml", ".svg"))
        for one in xml.elements(xml.read(read(archive, name)))
        for key, value in one.attrib.items()
        if xml.local(key) == "href"
    }
    return {name for name in archive.entries if SHOWN.search(name)} - shown


def _part(data: bytes, dropped: set[str]) -> bytes:
    root = xml.read(data)
    hidden.check_opendocument(root)
    _number_shapes(root)
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if name == "annotation":
            raise commented()
        if name == "tracked-changes":
            if len(one):
                raise changed()
            xml.remove(one)
        elif _is_note(one, name, dropped):
            xml.remove(one)
        else:
            for key in list(one.attrib):
                if xml.local(key) in ("rsid", "paragraph-rsid"):
                    del one.attrib[key]
    return xml.written(root)


def _number_shapes(root) -> None:
    """In the place of their names, which are those of files. Another text box may follow one by its name."""
    shapes = [one for one in xml.elements(root) if xml.local(one.tag) in SHAPES and NAME in one.attrib]
    names = {one.get(NAME): f"Object {number}" for number, one in enumerate(shapes, 1)}
    for one in xml.elements(root):
        if one.get(NEXT) in names:
            one.set(NEXT, names[one.get(NEXT)])
    for number, one in enumerate(shapes, 1):
        one.set(NAME, f"Object {number}")


def _is_note(one, name: str, dropped: set[str]) -> bool:
    """A setting that names a printer or a session, or the line of the list of contents for what is dropped."""
    attributes = {xml.local(key): value for key, value in one.attrib.items()}
    if name == "config-item":
        return attributes.get("name", "").startswith(SETTINGS)
    path = attributes.get("full-path", "").casefold()
    return name == "file-entry" and (path in dropped or bool(DROPPED.search(path)))
