"""Logos that strangers send: judged by what they show, then drawn anew as a picture that is nothing else.

What is kept is a PNG of its visible part, without a word of who made it. Each rule says what would be accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, ImageChops, ImageFilter, ImageOps

from core.uploads.faults import damaged_picture
from core.uploads.formats import FORMATS
from core.uploads.inspection import Inspection
from core.uploads.kinds.drawings import CannotDrawError, draw
from core.uploads.kinds.redrawn import INSIDE, SVG, URL, WORDS
from core.uploads.traces.documents import xml

KINDS = {name: FORMATS[name] for name in ("png", "jpg", "jpeg")} | {"svg": SVG}
LARGEST = 5 * 1024 * 1024  # bytes
MOST = 40_000_000  # pixels, read from the header before anything is decoded
LEAST = 200  # pixels of the longer side: on an A4 poster it is up to 60 mm wide
DRAWN = 1200  # pixels of the longer side of what is kept: 500 to the inch there
WIDEST = 10  # times as wide as high, or as high as wide

SVG_SPACE = "http://www.w3.org/2000/svg"
SHAPES = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask"),
}

# Luminance of a pixel that has 3:1 against white (WCAG 2.2, 1.4.11): (1.05 / 3) - 0.05; 0.6 is 1.6:1, where an outline is still seen.
READABLE, OUTLINED = 0.3, 0.606
LEAST_READABLE = 0.02  # of the area
# A photograph has hundreds of colours on most of its area; a logo, with a gradient too, has a few on most of it.
SAMPLE = 160  # pixels of the longer side on which colours are counted, of 32 steps a channel
MANY, COMMON, COVERED = 500, 24, 0.6
# In grey there are 32 steps at most, which a gradient has, too: a photograph has few flat areas, and neighbours that never repeat.
COLOURLESS, COLOURED = 24, 0.05  # between the channels of a grey pixel; the part of the area that may have more
MANY_NEIGHBOURS, COMMON_GREYS = 1000, 6


@dataclass(frozen=True)
class Logo:
    png: bytes
    width: int
    height: int


def cleaned(file: File, *, on_dark: bool = False) -> Logo:
    """What is kept of `file`, which is shown on white, or `on_dark`; raises ValidationError with what would be accepted."""
    Inspection(KINDS | _BY_HEADER).check(file, KINDS, LARGEST)
    data = file.read()
    is_drawing = (file.name or "").lower().endswith(".svg")
    picture = _visible(_decoded(_rendered(data) if is_drawing else data))
    _check_shape(picture, is_drawing)
    _check_pale(picture) if on_dark else _check_contrast(picture)
    if not is_drawing:
        _check_photograph(picture)
    picture.thumbnail((DRAWN, DRAWN), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), *picture.size)


def _check_header(_inspection: Inspection, file: File, _ending: str) -> None:
    """The number of pixels alone, which a few bytes can make enormous."""
    try:
        with Image.open(file, formats=["PNG", "JPEG"]) as picture:
            pixels = picture.width * picture.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise whatever they stumble over
        raise damaged_picture() from error
    if pixels > MOST:
        raise _too_many_pixels()


_BY_HEADER = {name: replace(FORMATS[name], examine=_check_header) for name in ("png", "jpg", "jpeg")}


def _decoded(data: bytes) -> Image.Image:
    """Upright, in the colours of a screen, transparent where it was, and shrunk while it is read."""
    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as picture:
            picture.draft("RGB", (2 * DRAWN, 2 * DRAWN))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((4 * DRAWN, 4 * DRAWN), reducing_gap=2)
            return upright.convert("RGBA")
    except Exception as error:  # decoders raise whatever they stumble over
        raise damaged_picture() from error


def _rendered(data: bytes) -> bytes:
    root = xml.read(data)
    for one in xml.elements(root):
        _check_element(one)
    try:
        return draw(etree.tostring(root), DRAWN)
    except CannotDrawError as error:
        raise damaged_picture() from error


def _check_element(one: etree._Element) -> None:
    """What belongs to the program that drew it is left out; what runs, moves, loads or needs a typeface is refused."""
    space, name = one.tag.rpartition("}")[0].lstrip("{"), xml.local(one.tag)
    if space not in ("", SVG_SPACE):
        xml.remove(one)
        return
    if name in WORDS:
        message = _("It holds text, whose typeface is not on this server. Turn the text into paths, and save it again.")
        raise ValidationError(message, code="text")
    if name not in SHAPES or any(xml.local(key).lower().startswith("on") for key in one.attrib):
        raise _not_only_shapes(name)
    if not all(INSIDE.match(target.strip()) and target.strip().startswith("#") for target in _named(one)):
        raise _not_only_shapes(name)


def _named(one: etree._Element) -> Iterator[str]:
    for key, value in one.attrib.items():
        if xml.local(key) == "href":
            yield value
        yield from URL.findall(value)
    yield from URL.findall(one.text or "") if xml.local(one.tag) == "style" else ()


def _visible(picture: Image.Image) -> Image.Image:
    """Without the empty room around it, transparent or white: it gets room of its own on the plate."""
    if _is_cut_out(picture):
        seen = picture.getchannel("A").point(lambda value: 255 if value > 16 else 0)
    else:
        seen = _flat(picture).convert("L").point(lambda value: 255 if value < 250 else 0)
    box = seen.getbbox()
    if box is None:
        raise _invisible()
    return picture.crop(box)


def _flat(picture: Image.Image) -> Image.Image:
    white = Image.new("RGBA", picture.size, "#ffffff")
    white.alpha_composite(picture)
    return white.convert("RGB")


def _check_shape(picture: Image.Image, is_drawing: bool) -> None:
    wide, narrow = max(picture.size), min(picture.size)
    if wide > WIDEST * narrow:
        message = _(
            "This picture is too long: its longer side is more than %(widest)d times the shorter one, and nobody would read it. Send a compact version, as one with the name below the sign."
        )
        raise ValidationError(message, code="shape", params={"widest": WIDEST})
    if wide < LEAST and not is_drawing:
        message = _(
            "This logo is too small to be printed: its visible part has %(pixels)d pixels on its longer side. Send one of at least %(least)d, or an SVG."
        )
        raise ValidationError(message, code="too_small", params={"pixels": wide, "least": LEAST})


def _check_contrast(picture: Image.Image) -> None:
    """On the white plate: enough of it is dark, and where it is transparent, its outline is not white."""
    small = picture.copy()
    small.thumbnail((400, 400))
    dark = _luminance(_flat(small)).histogram()
    if sum(dark[: _step(READABLE)]) < LEAST_READABLE * small.width * small.height:
        raise _invisible()
    framed = ImageOps.expand(small, 2, (0, 0, 0, 0))
    solid = framed.getchannel("A").point(lambda value: 255 if value >= 128 else 0)
    edge = ImageChops.subtract(solid, solid.filter(ImageFilter.MinFilter(3)))
    around = _luminance(framed.convert("RGB")).histogram(edge)
    if sum(around[: _step(OUTLINED)]) * 2 < sum(around) and _is_cut_out(small):
        raise _invisible()


def _check_pale(picture: Image.Image) -> None:
    """On a dark ground: it has none of its own, and is pale."""
    small = picture.copy()
    small.thumbnail((400, 400))
    seen = small.getchannel("A").point(lambda value: 255 if value >= 128 else 0)
    shades = _luminance(small.convert("RGB")).histogram(seen)
    if not _is_cut_out(small) or sum(shades[_step(READABLE) :]) * 2 < sum(shades):
        message = _(
            "On a dark ground this logo would not be seen as it should: send the white version, as SVG or PNG, transparent around its letters."
        )
        raise ValidationError(message, code="dark")


def _is_cut_out(picture: Image.Image) -> bool:
    """Whether a part of it is transparent, by more than its rounded corners."""
    clear = picture.getchannel("A").histogram()[:128]
    return sum(clear) > 0.05 * picture.width * picture.height


def _luminance(picture: Image.Image) -> Image.Image:
    """Relative luminance (WCAG 2.2), of 256 steps."""
    linear = [_linear(value / 255) for value in range(256)]
    bands = [
        band.point([round(255 * part * one) for one in linear])
        for band, part in zip(picture.split(), (0.2126, 0.7152, 0.0722), strict=True)
    ]
    return ImageChops.add(ImageChops.add(bands[0], bands[1]), bands[2])


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _step(luminance: float) -> int:
    return round(255 * luminance) + 1


def _check_photograph(picture: Image.Image) -> None:
    small = _flat(picture)
    small.thumbnail((SAMPLE, SAMPLE))
    if _has_many_colours(small):
        raise ValidationError(
            _(
                "This looks like a photograph: it has hundreds of colours on most of its area. Send the logo as an SVG or as a PNG with plain colours, and no picture of people or places."
            ),
            code="photograph",
        )
    if _is_grey(small) and _has_many_greys(small.convert("L")):
        raise ValidationError(
            _(
                "This looks like a photograph in grey: most of its area is shaded, and little of it is plain. Send the logo as an SVG or as a PNG with plain areas, and no picture of people or places."
            ),
            code="photograph",
        )


def _counts(picture: Image.Image) -> list[int]:
    """How often each colour is seen, of 32 steps a channel, the most frequent first."""
    steps = picture.point(lambda value: value & 0xF8)
    return sorted((number for number, _colour in steps.getcolors(SAMPLE * SAMPLE)), reverse=True)


def _has_many_colours(small: Image.Image) -> bool:
    counts = _counts(small)
    return len(counts) > MANY and sum(counts[:COMMON]) < COVERED * sum(counts)


def _is_grey(small: Image.Image) -> bool:
    red, green, blue = small.split()
    apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return sum(apart.histogram()[COLOURLESS:]) <= COLOURED * small.width * small.height


def _has_many_greys(grey: Image.Image) -> bool:
    counts = _counts(grey)
    if min(grey.size) < 3 or sum(counts[:COMMON_GREYS]) >= COVERED * sum(counts):
        return False
    wide, high = grey.width - 2, grey.height - 2
    # Each pixel with those two beside and two below it, as if they were three channels of one colour.
    three = [grey.crop((x, y, x + wide, y + high)) for x, y in ((0, 0), (2, 0), (0, 2))]
    return len(_counts(Image.merge("RGB", three))) > MANY_NEIGHBOURS


def _invisible() -> ValidationError:
    return ValidationError(
        _(
            "On white paper this logo would not be seen: it is white or very pale. Logos stand on a white plate: send the dark version, as it is used on white letters."
        ),
        code="invisible",
    )


def _not_only_shapes(name: str) -> ValidationError:
    message = _(
        "This drawing holds something else than shapes (%(name)s): a script, a picture, an effect, or a part that it loads from elsewhere. Save it as a plain SVG with paths alone, or as a PNG."
    )
    return ValidationError(message, code="not_shapes", params={"name": name[:40]})


def _too_many_pixels() -> ValidationError:
    message = _(
        "This logo has more than %(most)d million pixels. Save it smaller: 2,000 pixels on its longer side are plenty."
    )
    return ValidationError(message, code="too_many_pixels", params={"most": MOST // 1_000_000})
