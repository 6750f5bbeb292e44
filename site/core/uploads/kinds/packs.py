"""A ZIP of files: each is looked at as if it had been uploaded by itself."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from core.uploads.kinds.archives import Archive, opened

ARCHIVES = ("zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "cab", "iso", "jar")


def examine(inspection, file: File, extension: str) -> None:
    """It may hold whatever may be uploaded by itself, and no other archive."""
    kinds = inspection.formats.keys() - {"zip"}
    with opened(inspection, file) as archive:
        names = [name for name in archive.entries if not is_of_a_desktop(name)]
        if not names:
            raise ValidationError(_("It holds no files. Pack it anew, with what it is for."), code="empty")
        for name in names:
            _check_no_archive(archive, name)
        for name in names:
            archive.check(name, kinds)


def _check_no_archive(archive: Archive, name: str) -> None:
    if name.endswith(tuple(f".{ending}" for ending in ARCHIVES)):
        message = _("“%(name)s” in it is an archive, too. Unpack that one, and pack all files into one.")
        raise ValidationError(message, code="nested", params={"name": archive.entries[name].filename})


def is_of_a_desktop(name: str) -> bool:
    """What macOS and Windows put beside the files, unasked; no program runs it."""
    path = PurePath(name)
    return path.name in (".ds_store", "thumbs.db", "desktop.ini") or (
        path.parts[0] == "__macosx" and path.name.startswith("._")
    )
