"""Office documents: of the kind that they say, without macros, and calling nothing elsewhere.

ECMA-376, part 2 (content types and relationships of OOXML); OpenDocument 1.3, part 2 (its package).
"""

import re

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from core.uploads.faults import elsewhere
from core.uploads.kinds import xml
from core.uploads.kinds.archives import Archive, opened

TYPES = "[content_types].xml"
MACROS = re.compile(r"macroenabled|vbaproject|macrosheet|activex|vnd\.sun\.star\.script")
MACRO_FILES = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|activex/.*|macrosheets/.*)$|^scripts/.|^basic/(?!.*script-l[cb]\.xml$)."
)
OBJECTS = re.compile("oleobject")
EMBEDDED = re.compile(r"/embeddings/[^/]+\.\w+$")
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
LINKS = ("a", "hyperlink")  # what a reader clicks on is no part of the document


def examine_ooxml(inspection, file: File, kind: str) -> None:
    """`kind` is the content type of the main part."""
    with opened(inspection, file) as archive:
        _check_names(archive)
        _check_kind(kind in _content_types(archive))
        for name in archive.entries:
            if name.endswith(".rels"):
                with archive.open(name) as content:
                    xml.read(content, _check_relationship)
        for name in filter(EMBEDDED.search, archive.entries):
            archive.check(name, ("docx", "xlsx", "pptx"))
        archive.read_all()


def _content_types(archive: Archive) -> set[str]:
    found: set[str] = set()
    if TYPES in archive.entries:
        with archive.open(TYPES) as content:
            xml.read(content, lambda tag, attributes: found.add(xml.value(attributes, "ContentType")))
    for kind in found:
        _check_type(kind)
    return found


def _check_relationship(tag: str, attributes: dict[str, str]) -> None:
    kind = xml.value(attributes, "Type").rpartition("/")[2]
    if xml.value(attributes, "TargetMode").lower() == "external" and kind.lower() not in LINKS:
        raise elsewhere(xml.value(attributes, "Target"))


def examine_opendocument(inspection, file: File, kind: str) -> None:
    """`kind` is what its file `mimetype` must say."""
    with opened(inspection, file) as archive:
        _check_names(archive)
        _check_kind(_mimetype(archive) == kind and "content.xml" in archive.entries)
        for name in archive.entries:
            if name.rpartition("/")[2] in ("content.xml", "styles.xml", "manifest.xml"):
                with archive.open(name) as content:
                    xml.read(content, _check_element)
        archive.read_all()


def _mimetype(archive: Archive) -> str:
    if "mimetype" not in archive.entries:
        return ""
    with archive.open("mimetype") as content:
        return content.read(100).decode("ascii", "replace").strip()


def _check_element(tag: str, attributes: dict[str, str]) -> None:
    if tag == "encryption-data":
        message = _("It has a password, which nobody here knows. Save it without one.")
        raise ValidationError(message, code="encrypted")
    _check_type(xml.value(attributes, "media-type"))
    target = xml.value(attributes, "href")
    _check_type(target)
    if tag not in LINKS and ELSEWHERE.match(target):
        raise elsewhere(target)


def _check_names(archive: Archive) -> None:
    for name in archive.entries:
        if MACRO_FILES.search(name):
            raise _macros()
        _check_type(name)


def _check_type(kind: str) -> None:
    if MACROS.search(kind.lower()):
        raise _macros()
    if OBJECTS.search(kind.lower()):
        message = _(
            "It holds an object of another program, which could run on a reader’s computer. Put a picture in its place."
        )
        raise ValidationError(message, code="object")


def _check_kind(is_right: bool) -> None:
    if not is_right:
        message = _(
            "It is not the kind of document that its name says. Open it in the program that made it, and save it anew."
        )
        raise ValidationError(message, code="mistaken")


def _macros() -> ValidationError:
    message = _("It holds macros, which could run on a reader’s computer. Save it as a document without macros.")
    return ValidationError(message, code="macros")
