"""Uploads are judged by what they hold, not by what they are called."""

from collections.abc import Collection

from django.core.files import File

from core.uploads.formats import FORMATS
from core.uploads.inspection import Inspection

__all__ = ["FORMATS", "check"]


def check(file: File, kinds: Collection[str], largest: int | None = None) -> None:
    """Raises ValidationError, with what is wrong and what to do, unless `file` is sound and of one of `kinds`.

    `kinds` are endings of names, in lower case and without a dot; `largest` is in bytes. The file is read in parts
    and left at its beginning.
    """
    Inspection(FORMATS).check(file, kinds, largest)
