"""Where files lie: writable, with room left, and closed to who has no business there."""

import shutil
import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

from botocore.exceptions import SSLError
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

from core.upkeep.doctor import Finding, check, ok, problem, warning
from serving import faults

LITTLE, NOTHING = 2 * 2**30, 200 * 2**20  # bytes
SHARE = 0.05  # of the disk


@check("storage")
def storage() -> Iterator[Finding]:
    for alias in ("default", "private"):
        yield _written(alias)
    yield from _private()


def _written(alias: str) -> Finding:
    """A file is written, read and removed again."""
    there = storages[alias]
    where = there.location if isinstance(there, FileSystemStorage) else type(there).__name__
    name, content = f"doctor-{uuid.uuid4().hex}.txt", uuid.uuid4().hex.encode()
    try:
        saved = there.save(name, ContentFile(content))
        try:
            with there.open(saved) as file:
                same = file.read() == content
        finally:
            there.delete(saved)
    except Exception as error:
        return problem(f"The storage {alias} ({where}) cannot be written to: {type(error).__name__}.", _remedy(error))
    if not same:
        return problem(f"The storage {alias} ({where}) gives back other bytes.", "See the disk, or who answers there.")
    return ok(f"The storage {alias} ({where}) can be written to.")


def _remedy(error: Exception) -> str:
    if isinstance(error, SSLError):
        return (
            "Its certificate is of no authority that is known here, of another name, or has ended: name the file of its "
            "authority in STORAGE_CA, or look at the host in STORAGE_URL. Nothing is sent until it is right."
        )
    if faults.is_of_server(error):
        return "Look at STORAGE_URL, whether that server runs, and at its log; `manage.py storage --create` makes the bucket."
    return "Give the user who serves the right to write there, and look whether the disk is mounted and has room."


def _private() -> Iterator[Finding]:
    private = storages["private"]
    if not isinstance(private, FileSystemStorage):
        return
    folder = Path(private.location).resolve()
    for public in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        if folder.is_relative_to(Path(public).resolve()):
            yield problem(
                f"The private storage {folder} lies in {public}, which anybody reads.",
                "Put it elsewhere: beside media/, in VAR_DIR.",
            )
    for path in (folder, Path(settings.VAR_DIR)):
        if path.exists() and path.stat().st_mode & stat.S_IWOTH:
            yield problem(f"Every user of the machine may write to {path}.", f"Run `chmod o-w {path}`.")
    if folder.exists() and folder.stat().st_mode & stat.S_IROTH and _is_open(folder):
        yield warning(f"Every user of the machine may read {folder}.", f"Run `chmod o-rwx {folder}`.")


def _is_open(folder: Path) -> bool:
    """Whether every user of the machine comes as far as this: one closed folder above it is enough."""
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents))


@check("disk")
def disk() -> Finding:
    room = shutil.disk_usage(settings.VAR_DIR)
    said = f"{room.free / 2**30:.1f} GB of {room.total / 2**30:.1f} GB are free in {settings.VAR_DIR}."
    remedy = "Make room, or give the disk more: a full one loses counts and refuses uploads."
    if room.free < NOTHING:
        return problem(said, remedy)
    if room.free < LITTLE or room.free < SHARE * room.total:
        return warning(said, remedy)
    return ok(said)
