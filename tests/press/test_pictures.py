"""Pictures from outside: bad ones first."""

import io
import struct
import time
import zlib

import pytest
from django.utils import translation
from PIL import Image

from press.content import PressError
from press.pictures import covering

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def picture(form: str, size=(1600, 900), mode="RGB", colour="#14502c", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims this size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(10_000, 10_000), (20_000, 20_000), (50_001, 1_000), (2**31 - 1, 2**31 - 1)])
def test_picture_of_too_many_pixels_is_refused_from_its_header(size):
    started = time.perf_counter()

    with translation.override("en"), pytest.raises(PressError, match="more than 50 million pixels"):
        covering(claiming(*size), 440, 630)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "data",
    [
        SCRIPT,
        b"<?xml version='1.0'?>" + SCRIPT,
        b"",
        b"not a picture",
        picture("BMP"),
        picture("TIFF"),
        picture("ICO", (64, 64)),
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["svg", "xml", "empty", "text", "bmp", "tiff", "ico", "pdf", "eps"],
)
def test_what_is_no_picture_for_a_sheet_is_refused(data):
    with translation.override("en"), pytest.raises(PressError, match="save it as JPEG, PNG, WebP, AVIF or GIF"):
        covering(data, 440, 630)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_damaged_picture_is_refused(form):
    out = io.BytesIO()
    Image.effect_noise((600, 600), 90).convert("RGB").save(out, form)
    half = out.getvalue()[: len(out.getvalue()) // 2]

    with translation.override("en"), pytest.raises(PressError):
        covering(half, 440, 630)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_picture_of_a_known_format_covers_its_place(form):
    shown = covering(picture(form), 440, 630)

    assert (shown.mode, shown.size) == ("RGB", (440, 630))
    assert shown.getpixel((220, 315)) == pytest.approx((20, 80, 44), abs=6)


def test_transparent_picture_stands_on_white():
    assert covering(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)), 100, 100).getpixel((5, 5)) == (255, 255, 255)


def test_picture_that_a_camera_turned_is_put_upright():
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right: its left is up
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)

    upright = covering(out.getvalue(), 100, 200)

    assert upright.getpixel((50, 20))[2] > 200
    assert upright.getpixel((50, 180))[0] > 200


def test_colours_for_print_become_those_of_a_screen():
    assert covering(picture("JPEG", mode="CMYK", colour=(0, 0, 0, 255)), 10, 10).mode == "RGB"
