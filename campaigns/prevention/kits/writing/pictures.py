"""The pictures of a kit, as they are printed: JPEG or PNG, wide enough for a sheet."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from press.content import PressError
from press.documents.tree import Picture

WIDTH = 1600  # pixels: 24 cm at 170 to the inch


def picture(image, caption: str) -> Picture:
    """Of an image in a block, with the words that stand for it there. PressError where its file cannot be read."""
    wanted = "png" if image.file.name.lower().endswith((".png", ".gif", ".webp", ".avif")) else "jpeg"
    try:
        rendition = image.get_rendition(f"max-{WIDTH}x{WIDTH}|format-{wanted}")
        with rendition.file.open("rb") as file:
            data = file.read()
    except OSError as error:  # Wagtail's SourceImageIOError, too
        raise _unreadable(image.title, error) from error
    decorative = getattr(image, "decorative", False)
    alt = "" if decorative else getattr(image, "contextual_alt_text", None) or image.default_alt_text
    credit = f"© {image.credit}" if image.credit else ""
    return Picture(data, f"image/{wanted}", alt, " ".join(part for part in (caption, credit) if part), decorative)


def _unreadable(title: str, error: OSError) -> PressError:
    """For editors, who need not read the language of the kit."""
    with translation.override(settings.LANGUAGE_CODE):
        message = _("The picture “%(picture)s” cannot be read: upload it anew, or take it out (%(error)s).")
        return PressError(message % {"picture": title, "error": error})
