"""Pictures that are not kept as they come: browsers show no HEIC, and an SVG may run programs and load parts of itself.

Each is drawn anew, upright, as a picture that is nothing else, before anything else looks at it.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from lxml import etree

from core.uploads.faults import damaged_picture, elsewhere
from core.uploads.inspection import Format, Inspection
from core.uploads.kinds.drawings import CannotDrawError, draw
from core.uploads.kinds.pictures import check_number
from core.uploads.signatures import MARKUP
from core.uploads.traces.documents import xml

BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")  # ISO/IEC 23008-12
INSIDE = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
URL = re.compile(r"""(?:\burl\(|@import)\s*["']?([^"')\s;]+)""", re.IGNORECASE)  # of CSS
WORDS = ("text", "tspan", "textPath")
LONGEST = 2560  # pixels of a drawing: twice the widest rendition, with room to crop


def _heic(data: bytes) -> bytes:
    """The colours stay those of the telephone: their profile goes along."""
    import pi_heif  # loads two libraries, and is rarely asked for

    try:
        picture = pi_heif.open_heif(data)  # decodes nothing yet
        check_number(picture.size[0] * picture.size[1])
        drawn, out = picture.to_pillow(), BytesIO()
        drawn.convert("RGB").save(out, "JPEG", quality=92, icc_profile=drawn.info.get("icc_profile"))
    except ValidationError:
        raise
    except Exception as error:  # decoders raise whatever they stumble over
        raise damaged_picture() from error
    return out.getvalue()


def _svg(data: bytes) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        if xml.local(one.tag) in WORDS:
            raise ValidationError(
                _("It holds text, whose typeface is not on this server. Turn the text into paths, and save it again."),
                code="text",
            )
        for target in _loaded(one):
            if not INSIDE.match(target.strip()):
                raise elsewhere(target)
    try:
        return draw(etree.tostring(root), LONGEST)
    except CannotDrawError as error:
        raise damaged_picture() from error


def _loaded(one: etree._Element) -> Iterator[str]:
    """What an element loads: an address of its own, unless it only leads there, and those in its styles."""
    for name, value in one.attrib.items():
        if xml.local(name) == "href" and xml.local(one.tag) != "a":
            yield value
        yield from URL.findall(value)
    if xml.local(one.tag) == "style":
        yield from URL.findall(one.text or "")


def _look_at_nothing(_inspection: Inspection, _file: File, _ending: str) -> None:
    """Drawing it is the test."""


def _begins_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in BRANDS


def _begins_svg(head: bytes) -> bool:
    found = MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))
    return bool(found) and found[1].lower() == b"svg"


HEIC, SVG = Format("HEIC", _begins_heic, _look_at_nothing), Format("SVG", _begins_svg, _look_at_nothing)
FORMATS = {"heic": HEIC, "heif": HEIC, "svg": SVG}
REDRAWN: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "heic": ("jpg", _heic),
    "heif": ("jpg", _heic),
    "svg": ("png", _svg),
}


def redrawn(file: File) -> File:
    """What is kept in the place of `file`; itself where that is kept. Raises ValidationError with the reason and the remedy."""
    path = PurePath(file.name or "")
    if (kind := path.suffix.lower().removeprefix(".")) not in REDRAWN:
        return file
    Inspection(FORMATS).check(file, FORMATS, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    ending, drawn = REDRAWN[kind]
    return ContentFile(drawn(file.read()), name=f"{path.stem}.{ending}")
