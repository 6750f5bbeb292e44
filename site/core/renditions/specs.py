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


def of_crops(sizes: Iterable[tuple[int, int]]) -> list[str]:
    """Both formats of each (width, height), cut around the focal point."""
    return [f"fill-{width}x{height}|format-{name}" for name in FORMATS for width, height in sizes]


IN_PAGES = of_widths(WIDTHS)
# What stands for a campaign: beside its words on a wide screen, under them on a telephone.
UPRIGHT, WIDE = ((400, 500), (800, 1000)), ((800, 450), (1200, 675))
CROPPED = of_crops([*UPRIGHT, *WIDE])
ALL = [*IN_PAGES, *CROPPED, SHARED]
