"""The picture of a theme as templates take it: two crops, each in a drawing that holds it, since data has no room for bytes."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import ImageOps

from press.content import Photo, PressError
from press.pictures import covering

UPRIGHT, WIDE = (1600, 2000), (2000, 1125)  # pixels: 250 to the inch across an A4
KEPT = 4  # pictures: one campaign's sheets and films show the same


@lru_cache(KEPT)
def crops(photo: Photo) -> dict[str, str]:
    """PressError where it is gone, or cannot be read."""
    try:
        with default_storage.open(photo.file, "rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise PressError(_("The picture of the theme is gone: choose another one in the theme.")) from error
    return {"upright": _drawn(data, *UPRIGHT, photo), "wide": _drawn(data, *WIDE, photo)}


def _drawn(data: bytes, width: int, height: int, photo: Photo) -> str:
    picture = covering(data, width, height, photo.centre)
    if photo.is_grey:
        picture = ImageOps.grayscale(picture)
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"/></svg>'
    )
