"""The card that stands for a page where its address is shared."""

from io import BytesIO

from django.utils.translation import get_language_info
from PIL import Image

from press import pictures
from press.composition import sheets, words
from press.composition.typesetting import typeset
from press.content import Content, Made

WIDTH, HEIGHT = 1200, 630
PICTURE = 440  # pixels of the width
HEAVIEST = 300_000  # bytes: some networks load no more
UNIT = 5


def card(content: Content, picture: bytes | None = None) -> Made:
    """The statement on the voice's ground, the picture beside it where there is one; without a statement, the site's name.

    PressError: a character without a glyph, words that do not fit, a picture that cannot be used.
    """
    beside = pictures.covering(picture, PICTURE, HEIGHT) if picture is not None else None
    data = sheets.data(content, width=WIDTH, height=HEIGHT, measure="px", unit=UNIT, picture=PICTURE if beside else 0)
    file = typeset("card", data, "png")
    media_type, extension = "image/png", "png"
    if beside:
        file, media_type, extension = _beside(file, beside, content.language), "image/jpeg", "jpg"
    alt = words.alternative(content, content.site if content.statement else "")
    return Made(file, media_type, extension, WIDTH, HEIGHT, "px", alt, words.plain(content))


def _beside(file: bytes, picture: Image.Image, language: str) -> bytes:
    """Words never lie over a picture: they are read on any."""
    with Image.open(BytesIO(file)) as drawn:
        whole = drawn.convert("RGB")
    at = 0 if get_language_info(language)["bidi"] else WIDTH - PICTURE
    whole.paste(picture, (at, 0))
    return _light(whole)


def _light(image: Image.Image) -> bytes:
    for quality in (86, 74, 60, 45, 30):
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() < HEAVIEST:
            break
    return out.getvalue()
