"""Plain text: tables, notes, captions."""

import re

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from core.uploads.faults import no_captions
from core.uploads.signatures import named

CHUNK = 1024 * 1024  # bytes
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CAPTIONS = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")


def begins(head: bytes) -> bool:
    return not named(head)


def is_anything(head: bytes) -> bool:
    """What is no captions file is told so in its own words."""
    return True


def examine(inspection, file: File, extension: str) -> None:
    """UTF-8 or one byte a letter, which both have no control characters."""
    for chunk in file.chunks(CHUNK):
        if NO_TEXT.search(chunk):
            message = _(
                "It is not plain text in UTF-8. Open it in the program that made it, and save it as text in UTF-8."
            )
            raise ValidationError(message, code="no_text")


def examine_captions(inspection, file: File, extension: str) -> None:
    """What no browser would read: https://www.w3.org/TR/webvtt1/#file-structure."""
    if not CAPTIONS.match(file.read(16)):
        raise no_captions()
    examine(inspection, file, extension)
