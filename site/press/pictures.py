"""Pictures that come from outside, opened without harm: known formats, a bounded number of pixels, read from the header first."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from press.content import PressError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # nothing that runs a script or calls another address, as SVG may
MAX_PIXELS = 50_000_000


def covering(data: bytes, width: int, height: int, centre: tuple[float, float] = (0.5, 0.5)) -> Image.Image:
    """The picture around its centre (in shares of its size) at exactly this size, upright, without transparency.

    PressError says why it cannot be had.
    """
    with opened(data) as image:
        try:
            # A large JPEG is decoded at a fraction of its size, all else shrunk at once: memory stays bounded.
            image.draft("RGB", (2 * width, 2 * height))
            image.load()
            upright = ImageOps.exif_transpose(_flat(image))
        except (OSError, SyntaxError, ValueError) as error:
            raise damaged() from error
    ratio = (width / height) / (upright.width / upright.height)
    kept = min(1, ratio), min(1, 1 / ratio)
    centering = tuple(map(_share_before, centre, kept))
    made = ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS, centering=centering)
    made.info = {}  # what the camera noted
    return made


def _share_before(centre: float, kept: float) -> float:
    """How much of what is cut off lies before, so that the centre is in the middle as far as there is picture."""
    return min(max(centre - kept / 2, 0), 1 - kept) / (1 - kept) if kept < 1 else 0.5


def opened(data: bytes, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The header alone is read here."""
    try:
        image = Image.open(BytesIO(data), formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        message = _("This is no picture that can be used: save it as JPEG, PNG, WebP, AVIF or GIF.")
        raise PressError(message) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise _too_large()
    return image


def _flat(image: Image.Image) -> Image.Image:
    """On white where it is transparent, in the colours of a screen."""
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "#ffffff")
        white.alpha_composite(rgba)
        flat = white.convert("RGB")
    else:
        flat = image.convert("RGB")
    flat.info = {"exif": image.info["exif"]} if "exif" in image.info else {}
    return flat


def damaged() -> PressError:
    return PressError(_("The picture is damaged: save it anew, and try again."))


def _too_large() -> PressError:
    message = _("The picture has more than %(limit)d million pixels: save it smaller.")
    return PressError(message % {"limit": MAX_PIXELS // 1_000_000})
