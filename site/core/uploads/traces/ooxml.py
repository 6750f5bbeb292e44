"""Word, Excel and PowerPoint: no properties, no names of people, no printers; the words as they are (ECMA-376)."""

import posixpath
import re
from collections.abc import Callable
from typing import BinaryIO

from django.core.files import File

from core.uploads.archives import Archive
from core.uploads.faults import changed, commented, elsewhere, signed
from core.uploads.traces import parts, xml
from core.uploads.traces.zips import read, rewrite

DROPPED = re.compile(
    r"^docprops/|^docmetadata/|^customxml/|/printersettings/|/persons/|/changesinfos/|/tags/|/threadedcomments/"
    r"|/comments[^/]*\.xml$|/comments/|/(?:people|commentauthors|authors|revisioninfo)\.xml$"
)
COMMENTS = re.compile(r"/(?:comments|threadedcomments)[^/]*(?:/[^/]*)?\.xml$")
COMMENT = ("comment", "cm", "threadedComment")
SIGNATURES, REVISIONS, CONNECTIONS = "_xmlsignatures/", "/revisions/revisionlog", "xl/connections.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
WORDS = ("/wordprocessingml/", "/word/")
NOTES = {"rsids", "docVars", "absPath", "fileSharing", "dataBinding", "attachedTemplate"}
OF_DROPPED = {"custData", "tags"}  # elements that do nothing but refer to what is dropped
EMPTY = {"Choice", "AlternateContent", "custDataLst"}  # go with the last that was in them
NAMES = {"refreshedBy", "refreshedDate", "userName", "lastModifiedBy", "userId", "providerId"}


def clean(source: File, target: BinaryIO, kind: str) -> None:
    rewrite(source, target, _rewriter)


def _rewriter(archive: Archive) -> Callable[[str, bytes], bytes | None]:
    _check(archive)
    dropped = {name for name in archive.entries if DROPPED.search(name)}
    gone = {name: _gone(archive, name, dropped) for name in archive.entries if name.endswith(".rels")}

    def rewritten(name: str, data: bytes) -> bytes | None:
        known = name.casefold()
        if known in dropped or (known.endswith(".rels") and _source(known) in dropped):
            return None
        if known.endswith(".rels"):
            return _without(data, "Id", gone[known])
        if known == "[content_types].xml":
            return _without(data, "PartName", {f"/{one}" for one in dropped})
        if known.endswith((".xml", ".vml")):
            return _part(data, gone.get(_relations(known), set()))
        return parts.cleaned(name, data)

    return rewritten


def _check(archive: Archive) -> None:
    for name in archive.entries:
        if name.startswith(SIGNATURES):
            raise signed()
        if REVISIONS in name:
            raise changed()
        if name == CONNECTIONS:
            raise elsewhere(name)
        if COMMENTS.search(name):
            found = xml.elements(xml.read(read(archive, name)))
            if any(xml.local(one.tag) in COMMENT for one in found):
                raise commented()


def _source(relations: str) -> str:
    """Of which part these are the relationships."""
    folder, _, name = relations.rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _gone(archive: Archive, name: str, dropped: set[str]) -> set[str]:
    """The relationships that lead to what is dropped."""
    folder = posixpath.dirname(_source(name))
    return {
        one.get("Id", "")
        for one in xml.elements(xml.read(read(archive, name)))
        if one.get("TargetMode", "").lower() != "external"
        and posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/").casefold() in dropped
    }


def _without(data: bytes, attribute: str, values: set[str]) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        value = one.get(attribute)
        if value is not None and (value in values or value.casefold() in values):
            xml.remove(one)
    return xml.written(root)


def _part(data: bytes, gone: set[str]) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if any(known in one.tag for known in WORDS) and any(xml.local(key) == "author" for key in one.attrib):
            raise changed()
        if name in NOTES or (name in OF_DROPPED and _refers(one, gone)):
            _remove(one)
            continue
        for key in list(one.attrib):
            known = xml.local(key)
            if known.startswith("rsid") or known in NAMES or (one.attrib[key] in gone and _is_reference(key)):
                del one.attrib[key]
    return xml.written(root)


def _remove(one) -> None:
    """With what held nothing else."""
    parent = one.getparent()
    xml.remove(one)
    while parent is not None and xml.local(parent.tag) in EMPTY and not len(parent):
        one, parent = parent, parent.getparent()
        xml.remove(one)


def _is_reference(key: str) -> bool:
    return key.startswith((f"{{{RELATIONSHIPS}}}", f"{{{STRICT_RELATIONSHIPS}}}"))


def _refers(one, gone: set[str]) -> bool:
    return any(_is_reference(key) and value in gone for key, value in one.attrib.items())
