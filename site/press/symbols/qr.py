"""A code with its address in letters, dark on white whatever the voice: as SVG, PNG and PDF."""

from functools import cache
from io import BytesIO

import zxingcpp
from django.utils import translation
from django.utils.html import escape
from PIL import Image, ImageDraw, ImageFont

from press.composition import fonts, sheets
from press.composition.typesetting import typeset
from press.content import Content, Target
from press.symbols import codes

LETTERS = 0.09  # of the side: the room under the code
PIXELS = 1000
SIDE = 60  # mm, of the PDF


def svg(target: Target) -> bytes:
    """Letters are drawn as outlines: no font is needed where it is shown."""
    count = codes.modules(target.url)
    module = PIXELS // count
    letters = typeset("code", _data(target, "en", "px", PIXELS) | {"code": ""}, "svg")
    inside = codes.picture(target.url).encode()
    start, end = inside.index(b">") + 1, inside.rindex(b"</svg>")
    offset = (PIXELS - module * count) // 2
    drawn = b'<g transform="translate(%d %d) scale(%d)">%s</g>' % (offset, offset, module, inside[start:end])
    head = letters.index(b">") + 1
    title = f"<title>{escape(target.letters)}</title>".encode()
    return letters[:head] + title + letters[head : letters.rindex(b"</svg>")] + drawn + b"</svg>"


def png(target: Target, pixels: int = PIXELS) -> bytes:
    """A square of so many pixels a side, and the letters under it; each module covers whole pixels.

    PressError where there are fewer than two of them for a module.
    """
    codes.require_room(target.url, pixels)
    fonts.check(target.letters, "en")
    symbol = codes.symbol(target.url)
    rows = [bytes(255 * (not dark) for dark in row) for row in symbol.matrix_iter(border=codes.QUIET)]
    drawn = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    module = pixels // len(rows)
    drawn = drawn.resize((module * len(rows),) * 2, Image.Resampling.NEAREST)
    sheet = Image.new("L", (pixels, round(pixels * (1 + LETTERS))), "white")
    sheet.paste(drawn, ((pixels - drawn.width) // 2,) * 2)
    _write(ImageDraw.Draw(sheet), target.letters, pixels)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, letters: str, pixels: int) -> None:
    """In the middle under the code, as large as there is room."""
    large = _font(max(1, round(pixels * 0.06)))
    fits = min(1, pixels * 0.9 / large.getlength(letters))
    font = large if fits == 1 else _font(max(1, int(large.size * fits)))
    draw.text((pixels / 2, pixels), letters, font=font, fill="black", anchor="ma")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(fonts.LATIN.folder / fonts.LATIN.sample), size)
    font.set_variation_by_axes([600, 100])
    return font


def pdf(target: Target, language: str) -> bytes:
    """60 mm wide, tagged; its title and text alternative in this language."""
    return typeset("code", _data(target, language, "mm", SIDE), "pdf")


def decodes(png: bytes, url: str) -> bool:
    """Whether a reader finds exactly this address in the picture."""
    with Image.open(BytesIO(png)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found] == [url]


def _data(target: Target, language: str, measure: str, side: int) -> dict:
    with translation.override(language):
        words = Content(language=language, voice="public", statement=codes.alternative(target))
        height = round(side * (1 + LETTERS))
        return sheets.data(words, target, width=side, height=height, measure=measure, unit=1)
