"""Backs the site up into one file, and proves a backup by restoring it aside."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.backup import READ_ALONE, keeping
from operations.backup.file.writing import write
from operations.backup.problems import BackupError
from operations.backup.progress import Progress
from operations.backup.verifying import verify


class Command(BaseCommand):
    help = "Backs up database, media, private files and journal into one file while the site runs, and verifies it by restoring it aside."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "destination", nargs="?", type=Path, help="a folder, or a file that does not exist; BACKUP_DIR without it"
        )
        parser.add_argument("--verify", type=Path, metavar="FILE", help="only verify this backup")
        parser.add_argument("--no-verify", action="store_true", help="do not restore the new backup aside")
        parser.add_argument("--keep", type=int, metavar="N", help="then remove all but the newest N of the folder")

    def handle(self, *, destination, verify: Path | None, no_verify, keep, **options):
        progress = Progress()
        if verify:
            self._say(_verified(verify, progress))
            return
        destination = destination or settings.BACKUP_DIR
        if not destination:
            raise CommandError("Where to? Name a folder or a file, or set BACKUP_DIR.")
        if keep is not None and (keep < 1 or no_verify):
            raise CommandError("--keep is malformed: expected a number from 1, and no --no-verify beside it.")
        try:
            self._say(_made(destination, progress, keep=keep, verified=not no_verify))
        except BackupError as error:
            raise CommandError(str(error)) from None

    def _say(self, said: dict) -> None:
        for name in said.pop("names_missing", ()):
            self.stderr.write(f"{name} is not in the backup: no storage has it any more.")
        if said["verified"] == "read":
            self.stderr.write(f"Not restored to verify it: {READ_ALONE}")
        self.stdout.write(json.dumps(said))


def _verified(path: Path, progress: Progress) -> dict:
    try:
        outcome = verify(path, progress)
    except BackupError as error:
        raise CommandError(str(error)) from None
    return {"file": str(path), "bytes": path.stat().st_size, "verified": outcome, "seconds": progress.seconds}


def _made(destination: Path, progress: Progress, *, keep: int | None, verified: bool) -> dict:
    """Old ones go only after the new one was found whole; one that was not takes no old one's place."""
    folder = destination if destination.is_dir() or not destination.suffix else destination.parent
    try:
        written = write(destination, progress)
        outcome = _proved(written.path, progress) if verified else ""
        removed = keeping.remove_old(folder, keep) if keep else []
    except BackupError as error:
        if folder.is_dir():
            keeping.tell_failure(folder, str(error))
        raise
    said = {"bytes": written.bytes, "encrypted": written.encrypted, "verified": outcome}
    keeping.tell_success(folder, file=written.path.name, seconds=round(sum(progress.seconds.values()), 2), **said)
    about = {"file": str(written.path), "files": written.files, "missing": len(written.missing), "removed": removed}
    return about | said | {"seconds": progress.seconds, "names_missing": written.missing}


def _proved(path: Path, progress: Progress) -> str:
    try:
        return verify(path, progress, strict=False)
    except BackupError:
        path.rename(path.with_name(f"damaged-{path.name}"))
        raise
