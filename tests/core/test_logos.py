"""Logos of strangers: each that cannot be printed on a white plate is refused with what would be accepted."""

import io
import random
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from core.uploads.kinds import logos

NAVY, WHITE, CLEAR = (20, 40, 90, 255), (255, 255, 255, 255), (255, 255, 255, 0)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 100">{}<rect width="300" height="100" fill="{}"/></svg>'


def drawn(ground=CLEAR, ink=NAVY, size=(900, 300)) -> Image.Image:
    picture = Image.new("RGBA", size, ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 280, 280), fill=ink)
    draw.rectangle((320, 60, 880, 120), fill=ink)
    return picture


def saved(picture: Image.Image, kind: str = "PNG", **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def svg(inside: str = "", fill: str = "#123456") -> bytes:
    return SVG.format(inside, fill).encode()


def cleaned(data: bytes, name: str = "logo.png") -> logos.Logo:
    return logos.cleaned(ContentFile(data, name=name))


def why(data: bytes, name: str = "logo.png") -> str:
    with pytest.raises(ValidationError) as refusal:
        cleaned(data, name)
    return refusal.value.code


def photograph() -> Image.Image:
    """What a camera gives: no two neighbours are alike."""
    draw = random.Random(1)
    small = Image.new("RGB", (60, 40))
    small.putdata([tuple(draw.randrange(20, 240) for _channel in "rgb") for _pixel in range(60 * 40)])
    return small.resize((900, 600), Image.Resampling.BICUBIC)


def lettered() -> Image.Image:
    """A grey logo with many thin lines, as of a signature."""
    picture = Image.new("L", (900, 300), 255)
    draw = ImageDraw.Draw(picture)
    for place in range(0, 900, 30):
        draw.line((place, 0, place + 200, 300), fill=60, width=5)
    return picture


def gradient() -> Image.Image:
    """From blue to pink, as some logos are."""
    ramp = Image.linear_gradient("L").resize((900, 300))
    coloured = Image.merge("RGB", (ramp, Image.new("L", ramp.size, 20), Image.new("L", ramp.size, 160)))
    coloured.putalpha(drawn().getchannel("A"))
    return coloured


def enormous() -> bytes:
    """The header of a PNG of 100 megapixels, and no pixel: nothing of it may be decoded."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (saved(drawn()), "logo.png"),
        (saved(drawn(ground=WHITE).convert("RGB"), "JPEG", quality=60), "logo.jpg"),
        (saved(drawn(ground=NAVY, ink=WHITE)), "logo.png"),
        (saved(gradient()), "logo.png"),
        (saved(gradient().convert("LA")), "logo.png"),
        (saved(lettered()), "logo.png"),
        pytest.param(svg(), "logo.svg", marks=pytest.mark.processes),
        pytest.param(svg("<style>.a{fill:#fff}</style>"), "logo.svg", marks=pytest.mark.processes),
    ],
    ids=[
        "transparent",
        "jpeg",
        "white on its own ground",
        "gradient",
        "grey gradient",
        "thin lines",
        "svg",
        "svg with a style",
    ],
)
def test_logo_is_kept_as_a_picture_of_its_visible_part(data, name):
    logo = cleaned(data, name)

    kept = Image.open(io.BytesIO(logo.png))
    assert (kept.format, kept.size) == ("PNG", (logo.width, logo.height))
    assert max(kept.size) <= logos.DRAWN


def test_empty_room_around_a_logo_is_left_out():
    wide = Image.new("RGBA", (2000, 2000), CLEAR)
    wide.paste(drawn(), (500, 800))

    logo = cleaned(saved(wide))

    assert logo.width / logo.height == pytest.approx(861 / 261, rel=0.02)


def test_what_a_camera_or_a_program_noted_is_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Appareil de Jeanne"
    data = saved(drawn(ground=WHITE).convert("RGB"), "JPEG", exif=exif, comment=b"secret")
    assert b"Jeanne" in data

    kept = cleaned(data, "logo.jpg").png

    assert b"Jeanne" not in kept
    assert Image.open(io.BytesIO(kept)).info == {}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (enormous(), "logo.png", "too_many_pixels"),
        (saved(drawn(ink=WHITE)), "logo.png", "invisible"),
        (saved(drawn(ink=(250, 250, 190, 255))), "logo.png", "invisible"),
        pytest.param(svg(fill="#ffffff"), "logo.svg", "invisible", marks=pytest.mark.processes),
        (saved(Image.new("RGB", (2200, 200), "navy")), "logo.png", "shape"),
        (saved(Image.new("RGB", (200, 2200), "navy")), "logo.png", "shape"),
        (saved(drawn().resize((90, 30))), "logo.png", "too_small"),
        (saved(photograph()), "logo.png", "photograph"),
        (saved(photograph(), "JPEG", quality=80), "logo.jpg", "photograph"),
        (saved(photograph().convert("L")), "logo.png", "photograph"),
        (saved(photograph().convert("L"), "JPEG", quality=80), "logo.jpg", "photograph"),
        (saved(drawn(), "GIF"), "logo.gif", "invalid_extension"),
        (b"hello", "logo.png", "mistaken"),
        (saved(drawn())[:900], "logo.png", "damaged"),
        (b"", "logo.png", "empty"),
    ],
)
def test_logo_that_cannot_be_printed_is_refused(data, name, code):
    assert why(data, name) == code


def test_file_that_is_too_large_is_refused_before_it_is_read():
    assert why(saved(drawn()) + b"\0" * logos.LARGEST) == "too_large"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>alert(1)</script>", "not_shapes"),
        ('<g onload="alert(1)"/>', "not_shapes"),
        ("<foreignObject/>", "not_shapes"),
        ('<animate attributeName="x"/>', "not_shapes"),
        ('<image href="data:image/png;base64,AAAA"/>', "not_shapes"),
        ('<use xlink:href="https://elsewhere.example/a.svg#b"/>', "not_shapes"),
        ('<path style="fill:url(https://elsewhere.example/a)"/>', "not_shapes"),
        ('<style>@import "https://elsewhere.example/a.css";</style>', "not_shapes"),
        ("<text>Votez pour nous</text>", "text"),
    ],
)
def test_drawing_that_is_more_than_shapes_is_refused(inside, code):
    assert why(svg(inside), "logo.svg") == code


def test_drawing_with_entities_is_refused():
    assert why(b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<title>&a;</title>"), "logo.svg") == "damaged"


def test_white_logo_with_one_dark_mark_is_refused_whole():
    picture = drawn(ink=WHITE)
    ImageDraw.Draw(picture).rectangle((320, 180, 620, 280), fill=(0, 0, 0, 255))

    assert why(saved(picture)) == "invisible"


def test_refusal_says_what_would_be_accepted():
    with pytest.raises(ValidationError) as refusal:
        cleaned(saved(Image.new("RGB", (2200, 200), "navy")))

    assert "10" in refusal.value.messages[0]
