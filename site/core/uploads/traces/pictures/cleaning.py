"""Pictures: turned upright, then without anything but what draws them."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, ImageSequence, JpegImagePlugin

from core.uploads.faults import damaged_picture
from core.uploads.kinds.pictures import check_pixels
from core.uploads.traces.pictures import gif, jpeg, png, webp

ORIENTATION = 0x0112  # of EXIF
UPRIGHT = 1
STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "jpg": jpeg.stripped,
    "jpeg": jpeg.stripped,
    "png": png.stripped,
    "webp": webp.stripped,
    "gif": gif.stripped,
}
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    data = source.read()
    if kind in FORMATS:
        data = _upright(data, FORMATS[kind])
    target.write(STRIPPERS[kind](data))


def _upright(data: bytes, name: str) -> bytes:
    """The same bytes where nothing is to be turned; decoders raise whatever they stumble over."""
    try:
        with Image.open(BytesIO(data), formats=[name]) as picture:
            check_pixels(picture)
            if picture.getexif().get(ORIENTATION, UPRIGHT) in (UPRIGHT, 0):
                return data
            return _turned(picture, name)
    except ValidationError:
        raise
    except Exception as error:
        raise damaged_picture() from error


def _turned(picture: Image.Image, name: str) -> bytes:
    orientation, out = picture.getexif()[ORIENTATION], BytesIO()
    options = _as_it_was(picture, name)
    frames, times = [], []
    for frame in ImageSequence.Iterator(picture):
        one = frame.copy()
        one.getexif()[ORIENTATION] = orientation
        frames.append(ImageOps.exif_transpose(one))
        times.append(frame.info.get("duration", 0))
    if len(frames) > 1:
        options |= {
            "save_all": True,
            "append_images": frames[1:],
            "duration": times,
            "loop": picture.info.get("loop", 0),
        }
    frames[0].save(out, name, **options, icc_profile=picture.info.get("icc_profile"))
    return out.getvalue()


def _as_it_was(picture: Image.Image, name: str) -> dict:
    """Compressed no harder than it came."""
    if name == "JPEG" and isinstance(picture, JpegImagePlugin.JpegImageFile):
        sampling = JpegImagePlugin.get_sampling(picture)
        progressive = bool(picture.info.get("progressive"))
        return {"qtables": picture.quantization, "progressive": progressive} | (
            {"subsampling": sampling} if sampling >= 0 else {}
        )
    return {"quality": 95, "method": 4} if name == "WEBP" else {}
