"""What a file says of who made it, where, when and with what is taken out of it; what it shows stays as it is.

Each kind has a module that names what is kept. What cannot be cleaned without touching the words is refused, with the
name of what was found and how to remove it.
"""

from pathlib import PurePath
from tempfile import SpooledTemporaryFile

from django.core.files import File

from core.uploads.faults import not_known
from core.uploads.traces.kinds import CLEANERS

__all__ = ["CLEANERS", "CleanFile", "cleaned"]

IN_MEMORY = 32 * 1024 * 1024  # bytes


class CleanFile(File):
    """A file without traces: it is not cleaned a second time."""


def cleaned(file: File) -> CleanFile:
    """A copy of `file`, of the kind that its name says; raises ValidationError where it cannot be cleaned."""
    if isinstance(file, CleanFile):
        return file
    kind = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if kind not in CLEANERS:
        raise not_known(kind, CLEANERS)
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the file that it becomes
    file.seek(0)
    try:
        CLEANERS[kind](file, target, kind)
    except BaseException:
        target.close()
        raise
    finally:
        file.seek(0)
    made = CleanFile(target, name=file.name)
    made.size = target.seek(0, 2)
    target.seek(0)
    return made
