"""Plain text is words alone; captions may hold notes that no player shows (https://www.w3.org/TR/webvtt1/#file-structure)."""

import re
import shutil
from typing import BinaryIO

from core.uploads.faults import no_captions

NOTE = re.compile(r"NOTE(?:[ \t]|$)")
CAPTIONS = re.compile(r"WEBVTT(?:[ \t\n]|$)")
BREAKS = re.compile(r"\r\n?|\n")


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    shutil.copyfileobj(source, target)


def clean_captions(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    """Without notes, and without what stands beside and below the first line."""
    text = BREAKS.sub("\n", source.read().decode("utf-8-sig", "replace"))
    if not CAPTIONS.match(text):
        raise no_captions()
    blocks = [block for block in re.split(r"\n{2,}", text)[1:] if block.strip() and not NOTE.match(block.lstrip("\n"))]
    target.write("\n\n".join(["WEBVTT", *(block.strip("\n") for block in blocks)]).encode() + b"\n")
