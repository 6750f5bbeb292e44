"""Which sizes and formats there are. A template that shows another one is refused, so that this list is complete."""

from collections.abc import Iterable

WIDTHS = (400, 800, 1200)
FORMATS = ("avif", "jpeg")  # the last one is read by every browser
SHARED = "fill-1200x630|format-jpeg"
# Made as the picture is uploaded, while the editor waits: what a page shows until the others are there.
BASIC = "format-jpeg|width-800"


def of_widths(widths: Iterable[int]) -> list[str]:
    """Both formats of each width."""
    widths = list(widths)
    if strange := [width for width in widths if width not in WIDTHS]:
        raise ValueError(f"pictures are not made {strange} pixels wide: add it to core.renditions.specs.WIDTHS")
    return [f"format-{name}|width-{width}" for name in FORMATS for width in widths]


IN_PAGES = of_widths(WIDTHS)
ALL = [*IN_PAGES, SHARED]
