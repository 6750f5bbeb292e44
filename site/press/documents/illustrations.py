"""Pictures as documents hold them: upright, no larger than paper shows, without what a camera noted, such as the place."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, ImageOps

from press import pictures
from press.content import PressError
from press.documents import wording

MEDIA_TYPES = {"image/png": "PNG", "image/jpeg": "JPEG"}
LARGEST = 2000  # pixels along a side: 300 dpi over the width of the text
DENSITY = 150  # dpi, of pictures that are smaller than the text is wide
MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
NOTED = {"exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp"}

# What Word and PowerPoint pass over when they read aloud ([MS-ODRAWXML], decorative).
DECORATIVE = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative
xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>"""


@dataclass(frozen=True)
class Illustration:
    """`width` and `height` are in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def extension(self) -> str:
        return MEDIA_TYPES[self.media_type].lower()

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its size in mm where there is so much room, in its own proportions."""
        natural = self.width / DENSITY * 25.4
        scale = min(1, width / natural, height / (natural * self.height / self.width))
        return round(natural * scale, 2), round(natural * scale * self.height / self.width, 2)


@lru_cache(maxsize=16)
def prepared(data: bytes) -> Illustration:
    """PressError says why it cannot be had: no PNG or JPEG, damaged, too many pixels."""
    with _opened(data) as image:
        form = "PNG" if image.format == "PNG" else "JPEG"
        try:
            small = max(image.size) <= LARGEST
            if not small:  # a large JPEG is decoded at a fraction of its size
                image.draft("RGB", (LARGEST, LARGEST))
            image.load()
            if small and _fit(image):
                return Illustration(data, f"image/{form.lower()}", *image.size)
            return _saved(image, form)
        except (OSError, SyntaxError, ValueError) as error:
            raise pictures.damaged() from error


def unusable() -> PressError:
    return PressError(_("this is no picture that a document can hold: save it as PNG or JPEG."))


def describe(properties: Any, alt: str, decorative: bool = False) -> None:
    """What Word and PowerPoint say of a picture, in the element of its properties: its words, or that it has none."""
    properties.set("descr", "" if decorative else wording.cleaned(alt))
    if decorative:
        properties.append(etree.fromstring(DECORATIVE))


def _opened(data: bytes) -> Image.Image:
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8")):
        return pictures.opened(data, ("PNG", "JPEG"))
    raise unusable()


def _fit(image: Image.Image) -> bool:
    noted = NOTED & image.info.keys() or getattr(image, "text", None)
    return image.mode in MODES and not noted and image.format != "MPO"


def _saved(image: Image.Image, form: str) -> Illustration:
    upright = ImageOps.exif_transpose(image)
    upright = upright.convert("RGBA" if form == "PNG" and upright.has_transparency_data else "RGB")
    upright.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    upright.info = {}
    out = BytesIO()
    upright.save(out, form, quality=88)
    return Illustration(out.getvalue(), f"image/{form.lower()}", *upright.size)
