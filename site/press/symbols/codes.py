"""The code itself: an address as a QR symbol of level Q, which is still read where a quarter of it is torn or dirty."""

from functools import lru_cache
from io import BytesIO
from typing import Any

import segno
from django.utils.translation import gettext as _

from press.composition import fonts
from press.content import PressError, Target

QUIET = 4  # modules of white around it (ISO/IEC 18004, section 6.3.8)


@lru_cache(maxsize=32)
def symbol(url: str) -> segno.QRCode:
    """Worked out once for all that is asked of it. PressError where the address is none, or too long for any symbol."""
    if not url.startswith(("https://", "http://")):
        raise PressError(_("“%(url)s” is no address that a code can lead to: it begins with https://.") % {"url": url})
    try:
        return segno.make(url, error="q", micro=False, boost_error=False)
    except segno.DataOverflowError:
        raise PressError(_("The address is too long for a code: use a short link.")) from None


def modules(url: str) -> int:
    """Modules along one side, quiet zone included."""
    return symbol(url).symbol_size(border=QUIET)[0]


def picture(url: str) -> str:
    """As SVG, dark on white, quiet zone included."""
    out = BytesIO()
    symbol(url).save(out, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, nl=False)
    return out.getvalue().decode()


def bitmap(url: str) -> bytes:
    """As PNG of ten pixels a module, quiet zone included."""
    out = BytesIO()
    symbol(url).save(out, kind="png", border=QUIET, scale=10)
    return out.getvalue()


def require_room(url: str, pixels: int) -> None:
    """PressError where a side of so many pixels has fewer than two of them for each module."""
    least = 2 * modules(url)
    if pixels < least:
        raise PressError(
            _("A code of %(pixels)d pixels cannot be read: this address needs %(least)d at least.")
            % {"pixels": pixels, "least": least}
        )


def alternative(target: Target) -> str:
    return _("QR code that leads to %(address)s") % {"address": target.letters}


def data(target: Target, language: str) -> dict[str, Any]:
    """What the templates take; its text alternative is in the language that is active."""
    fonts.check(target.letters, language)
    return {
        "code": picture(target.url),
        "code_modules": modules(target.url),
        "code_alt": alternative(target),
        "letters": {"text": target.letters, "dir": "ltr"},
    }
