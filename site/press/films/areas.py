"""What networks lay over an upright film, drawn over a picture of it: for the eye of who makes it, never for the public."""

from io import BytesIO

from PIL import Image, ImageDraw

from press.films.formats import NETWORKS

VEIL = (120, 120, 120, 190)


def covered(png: bytes, network: int) -> bytes:
    """The picture with the edges veiled that this network covers, as PNG. IndexError where there is no such network."""
    of = NETWORKS[network]
    with Image.open(BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    width, height = picture.size
    veil = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(veil)
    for box in (
        (0, 0, width, of.top),
        (0, height - of.bottom, width, height),
        (0, of.top, of.left, height - of.bottom),
        (width - of.right, of.top, width, height - of.bottom),
    ):
        draw.rectangle(box, fill=VEIL)
    out = BytesIO()
    Image.alpha_composite(picture, veil).convert("RGB").save(out, "PNG")
    return out.getvalue()
