"""The course of the days as a picture on paper: a bar for each day, in the ink of the campaign’s voice."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from campaigns.results.charts.shapes import ceiling
from core.words import numbers
from press.composition import fonts
from press.documents.inks import inks

WIDTH, HEIGHT = 1960, 720  # pixels: 166 mm at 300 dpi
TOP, BOTTOM, START, LETTERS = 20, 60, 150, 30
GAP = 0.25  # of the room of a bar


def course(told: dict, voice: str) -> bytes:
    """PNG; the same course gives the same bytes."""
    colours, values = inks(voice), told["values"]
    top, step = ceiling(max((value for value in values if value is not None), default=0))
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(fonts.LATIN.folder / fonts.LATIN.sample), LETTERS)
    base, room = HEIGHT - BOTTOM, (WIDTH - START) / max(1, len(values))

    def height(value: int) -> int:
        return round((base - TOP) * value / top)

    for value in range(0, top + 1, step):
        at = base - height(value)
        draw.line([(START, at), (WIDTH, at)], colours.line, 2)
        draw.text((START - 16, at), numbers.written(value), colours.ink, font, anchor="rm")
    for index, value in enumerate(values):
        if value:
            left = START + room * (index + GAP / 2)
            draw.rectangle([left, base - height(value), left + room * (1 - GAP), base], colours.accent)
    for index, words in told["ticks"]:
        at = START + room * (index + 0.5)
        anchor = "la" if index == 0 else "ma"
        draw.text((START if index == 0 else at, base + 14), words, colours.ink, font, anchor=anchor)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
