"""One upload under inspection, with all that lies inside it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.uploads.faults import named_unseen, not_known, too_large
from core.uploads.signatures import HEAD, named
from core.words import plain_text

MAX_UNPACKED = 300 * 1024 * 1024  # bytes, of all archives of one upload together
MAX_DEPTH = 2  # a ZIP may hold a presentation, and that the table of a chart


@dataclass(frozen=True)
class Format:
    """How files of a kind begin, and what is looked at inside."""

    name: str
    begins: Callable[[bytes], bool]
    examine: Callable[["Inspection", File, str], None]


class Inspection:
    """Checks one upload and what it holds; what may be unpacked is counted over all of it."""

    def __init__(self, formats: Mapping[str, Format]):
        self.formats = formats
        self.depth = 0
        self._left = MAX_UNPACKED

    def check(self, file: File, kinds: Collection[str], largest: int | None = None) -> None:
        extension = PurePath(file.name).suffix.lower().removeprefix(".")
        if extension not in kinds:
            raise not_known(extension, kinds)
        if reason := plain_text.unseen(PurePath(file.name).name):
            raise named_unseen(reason)
        if not file.size:
            raise ValidationError(_("This file is empty. Export it again, and choose the new one."), code="empty")
        if largest is not None and file.size > largest:
            raise _too_large(file.size, largest)
        try:
            self._look_inside(file, extension)
        finally:
            file.seek(0)

    def _look_inside(self, file: File, extension: str) -> None:
        file.seek(0)
        head = file.read(HEAD)
        found = self.formats[extension]
        if not found.begins(head):
            raise _mistaken(extension, found.name, head)
        file.seek(0)
        found.examine(self, file, extension)

    def unpack(self, size: int) -> None:
        """Asked before `size` bytes are unpacked."""
        self._left -= size
        if self._left < 0:
            raise too_large(MAX_UNPACKED)

    @contextmanager
    def inside(self) -> Iterator[None]:
        if self.depth == MAX_DEPTH:
            raise ValidationError(_("It holds files inside files inside files. Offer them one by one."), code="nested")
        self.depth += 1
        yield
        self.depth -= 1


def _too_large(size: int, largest: int) -> ValidationError:
    message = _("This file is too large (%(size)s). At most %(largest)s: make it smaller, or split it.")
    params = {"size": filesizeformat(size), "largest": filesizeformat(largest)}
    return ValidationError(message, code="too_large", params=params)


def _mistaken(extension: str, expected: str, head: bytes) -> ValidationError:
    params = {"extension": f".{extension}", "expected": expected, "found": named(head)}
    if params["found"]:
        message = _(
            "Its name says %(expected)s, but it holds %(found)s. Open it in the program that made it, and save it as %(extension)s."
        )
    else:
        message = _(
            "Its name says %(expected)s, but it does not hold that. Open it in the program that made it, and save it as %(extension)s."
        )
    return ValidationError(message, code="mistaken", params=params)
