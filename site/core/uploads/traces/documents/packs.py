"""A ZIP: each of its files is cleaned as if it had been uploaded by itself."""

from typing import BinaryIO

from django.core.files import File

from core.uploads.faults import named_unseen
from core.uploads.kinds.packs import is_of_a_desktop
from core.uploads.traces.documents.zips import cleaned_entry, rewrite
from core.words import plain_text


def clean(source: File, target: BinaryIO, kind: str) -> None:
    rewrite(source, target, lambda _archive: _cleaned)


def _cleaned(name: str, data: bytes) -> bytes | None:
    """What desktops put beside the files names folders and holds small pictures."""
    if is_of_a_desktop(name.casefold()):
        return None
    if reason := plain_text.unseen(name):
        raise named_unseen(reason)
    return cleaned_entry(name, data)
