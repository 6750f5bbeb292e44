"""Pictures, decoded once before they are kept."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image

from core.uploads.faults import damaged_picture


def examine(file: File, name: str) -> None:
    """`name` is Pillow's of the format: no other decoder runs."""
    try:
        with Image.open(file, formats=[name]) as picture:
            check_pixels(picture)
            picture.draft(picture.mode, (picture.width // 8, picture.height // 8))  # an eighth of the memory, of a JPEG
            picture.load()
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise whatever they stumble over
        raise damaged_picture() from error


def check_pixels(picture: Image.Image) -> None:
    """Those of all frames together."""
    check_number(picture.width * picture.height * getattr(picture, "n_frames", 1))


def check_number(pixels: int) -> None:
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    message = _("This picture has more than %(most)d pixels. Make it smaller.")
    return ValidationError(message, code="too_many_pixels", params={"most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS})
