"""Stylesheets whose address says what they describe: nothing is looked up, and each is kept for good.

An address ends with a digest of the text: another version of the site, which writes it otherwise, has another address.
"""

import re
from dataclasses import replace
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.look import colours
from core.look.palette import Palette

YEAR = 365 * 24 * 3600
NAME = re.compile(r"([0-9a-f]{18}|0)-([0-9a-f]{18}|0)-([0-9a-f]{8})")
SHARES = (0.08, 0.06, 0.04, 0.02)  # of ink in a panel
DANGER = "#a3161a"  # as it is written in css/tokens.css


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def answer(text: str, meant: str) -> HttpResponse:
    """Kept for good under its own digest; an older page gets what is written today, for once."""
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    if digest(text) == meant:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_store=True)
    return response


def meanings(palette: Palette) -> str:
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in palette.as_data().items())


# The operator's own colours


def for_pages(ground: str, ink: str, accent: str) -> Palette:
    """Of whole pages, where links are words in the accent, and words stand on panels too: all of them can be read there."""
    palette = Palette.of(ground, ink, accent)
    written = (palette.ink, palette.muted, palette.accent)
    panels = (colours.mix(ground, ink, share) for share in SHARES)
    panel = next(
        (one for one in panels if all(colours.contrast(word, one) >= colours.TEXT for word in written)), ground
    )
    return replace(palette, panel=panel)


def address(day: Palette | None, night: Palette | None) -> str:
    """Empty where there are neither."""
    if not (day or night):
        return ""
    described = [_described(one) if one else "0" for one in (day, night)]
    return reverse("operator_colours", args=["-".join([*described, digest(css(day, night))])])


def css(day: Palette | None, night: Palette | None) -> str:
    """In the place of the project's own tokens, of the public's voice alone: other audiences have voices of their own."""
    said = f":root,.voice-public{{{_all(day)}}}" if day else ""
    if night:
        said += f"@media (prefers-color-scheme:dark){{:root,.voice-public{{{_all(night)}}}}}"
    elif day:
        said = f"@media not all and (prefers-color-scheme:dark){{{said}}}"  # by night the project's own stay
    return f"@layer tokens{{{said}}}"


def _all(palette: Palette) -> str:
    danger = colours.nearest(DANGER, palette.ground, colours.TEXT) or palette.ink
    return f"{meanings(palette)}--danger:{danger};"


def _described(palette: Palette) -> str:
    return "".join(one.removeprefix("#") for one in (palette.ground, palette.ink, palette.accent))


def _read(described: str) -> Palette | None:
    if described == "0":
        return None
    return for_pages(*(f"#{described[at : at + 6]}" for at in range(0, 18, 6)))


@require_safe
def operator_colours(request: HttpRequest, name: str) -> HttpResponse:
    """Http404 where the address is none of these."""
    found = NAME.fullmatch(name)
    if found is None:
        raise Http404
    return answer(css(_read(found[1]), _read(found[2])), found[3])


urls = [path("colours/<str:name>.css", operator_colours, name="operator_colours")]
