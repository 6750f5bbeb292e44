"""Writer, Calc and Impress: no properties, no printers, no former versions; the words as they are (OpenDocument 1.3)."""

import re
from collections.abc import Callable
from typing import BinaryIO

from django.core.files import File

from core.uploads.archives import Archive
from core.uploads.faults import changed, commented, signed
from core.uploads.traces import parts, xml
from core.uploads.traces.zips import rewrite

DROPPED = re.compile(
    r"(?:^|/)meta\.xml$|^thumbnails/|^versions/|^versionlist\.xml$|^configurations2/|(?:^|/)layout-cache$|\.rdf$"
)
SIGNATURES = re.compile(r"^meta-inf/[a-z]*signatures\.xml$")
SETTINGS = ("Printer", "Rsid", "CurrentDatabase")
WRITTEN_AS_IT_IS = ("mimetype",)


def clean(source: File, target: BinaryIO, kind: str) -> None:
    rewrite(source, target, _rewriter)


def _rewriter(archive: Archive) -> Callable[[str, bytes], bytes | None]:
    if any(SIGNATURES.search(name) for name in archive.entries):
        raise signed()
    return _rewritten


def _rewritten(name: str, data: bytes) -> bytes | None:
    known = name.casefold()
    if DROPPED.search(known):
        return None
    if known in WRITTEN_AS_IT_IS:
        return data.strip()
    if known.endswith(".xml"):
        return _part(data)
    return parts.cleaned(name, data)


def _part(data: bytes) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if name == "annotation":
            raise commented()
        if name == "tracked-changes":
            if len(one):
                raise changed()
            xml.remove(one)
        elif _is_note(one, name):
            xml.remove(one)
        else:
            for key in list(one.attrib):
                if xml.local(key) in ("rsid", "paragraph-rsid"):
                    del one.attrib[key]
    return xml.written(root)


def _is_note(one, name: str) -> bool:
    """A setting that names a printer or a session, or the line of the list of contents for what is dropped."""
    attributes = {xml.local(key): value for key, value in one.attrib.items()}
    if name == "config-item":
        return attributes.get("name", "").startswith(SETTINGS)
    return name == "file-entry" and bool(DROPPED.search(attributes.get("full-path", "").casefold()))
