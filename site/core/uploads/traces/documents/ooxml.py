"""Word, Excel and PowerPoint: no properties, no names of people, no printers; the words as they are (ECMA-376)."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from urllib.parse import unquote

from django.core.files import File

from core.uploads.faults import changed, commented, elsewhere, signed
from core.uploads.kinds.archives import Archive
from core.uploads.traces.documents import hidden, parts, xml
from core.uploads.traces.documents.zips import read, rewrite

DROPPED = re.compile(
    r"^docprops/|^docmetadata/|^customxml/|/printersettings/|/persons/|/changesinfos/|/tags/|/threadedcomments/"
    r"|/comments[^/]*\.xml$|/comments/|/(?:people|commentauthors|authors|revisioninfo)\.xml$"
)
COMMENTS = re.compile(r"/(?:comments|threadedcomments)[^/]*(?:/[^/]*)?\.xml$")
COMMENT = ("comment", "cm", "threadedComment")
SIGNATURES, REVISIONS, CONNECTIONS = "_xmlsignatures/", "/revisions/revisionlog", "xl/connections.xml"
ROOT, TYPES = "_rels/.rels", "[content_types].xml"
STYLES = ("word/styles.xml",)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
WORDS = ("/wordprocessingml/", "/word/")
NOTES = {"rsids", "docVars", "absPath", "fileSharing", "dataBinding", "attachedTemplate"}
OF_DROPPED = {"custData", "tags"}  # elements that do nothing but refer to what is dropped
EMPTY = {"Choice", "AlternateContent", "custDataLst"}  # go with the last that was in them
DRAWN = {"docPr", "cNvPr"}  # what is drawn: its name is that of a file; its description, words
NAMES = {"refreshedBy", "refreshedDate", "userName", "lastModifiedBy", "userId", "providerId"}


def clean(source: File, target: BinaryIO, kind: str) -> None:
    rewrite(source, target, _rewriter)


def _rewriter(archive: Archive) -> Callable[[str, bytes], bytes | None]:
    _check(archive)
    dropped = {name for name in archive.entries if DROPPED.search(name)} | _apart(archive)
    styles = {name for part in STYLES if part in archive.entries for name in _hiding(archive, part)}
    gone = {name: _gone(archive, name, dropped) for name in archive.entries if name.endswith(".rels")}

    def rewritten(name: str, data: bytes) -> bytes | None:
        known = name.casefold()
        if known in dropped or (known.endswith(".rels") and _source(known) in dropped):
            return None
        if known.endswith(".rels"):
            return _without(data, "Id", gone[known])
        if known == TYPES:
            return _without(data, "PartName", {f"/{one}" for one in dropped})
        if known.endswith((".xml", ".vml")):
            return _part(data, gone.get(_relations(known), set()), styles)
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


def _targets(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    """(relationship, part to which it leads), of those which lie here."""
    folder = posixpath.dirname(_source(name))
    for one in xml.elements(xml.read(read(archive, name))):
        if one.get("Target") and one.get("TargetMode", "").lower() != "external":
            target = unquote(one.get("Target").partition("#")[0])
            yield one.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").casefold()


def _gone(archive: Archive, name: str, dropped: set[str]) -> set[str]:
    """The relationships that lead to what is dropped."""
    return {known for known, target in _targets(archive, name) if target in dropped}


def _apart(archive: Archive) -> set[str]:
    """The parts to which nothing leads, so that no program shows them: a picture that was taken out of the text."""
    parts = {name for name in archive.entries if not name.endswith(".rels") and name != TYPES}
    found = {_source(ROOT)} if ROOT in archive.entries else {part for part in parts if "/media/" not in part}
    left = [*found]
    while left:
        if (relations := _relations(left.pop())) in archive.entries:
            new = {target for _known, target in _targets(archive, relations)} - found
            found |= new
            left += new
    return parts - found


def _hiding(archive: Archive, part: str) -> set[str]:
    return hidden.styles_of_word(xml.read(read(archive, part)))


def _without(data: bytes, attribute: str, values: set[str]) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        value = one.get(attribute)
        if value is not None and (value in values or value.casefold() in values):
            xml.remove(one)
    return xml.written(root)


def _part(data: bytes, gone: set[str], styles: set[str]) -> bytes:
    root = xml.read(data)
    hidden.check_office(root, styles)
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if any(known in one.tag for known in WORDS) and any(xml.local(key) == "author" for key in one.attrib):
            raise changed()
        if name in NOTES or (name in OF_DROPPED and _refers(one, gone)):
            _remove(one)
            continue
        if name in DRAWN and "name" in one.attrib:
            one.set("name", f"Object {one.get('id', '')}".strip())
        for key in list(one.attrib):
            known = xml.local(key)
            is_name = known in NAMES or (name, known) == ("imagedata", "title")
            if known.startswith("rsid") or is_name or (one.attrib[key] in gone and _is_reference(key)):
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
